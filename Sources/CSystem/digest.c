#include "include/retort_digest.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct retort_digest {
  EVP_MD_CTX *context;
};

retort_digest *retort_digest_start(void) {
  retort_digest *digest = malloc(sizeof *digest);
  if (!digest) return NULL;
  digest->context = EVP_MD_CTX_new();
  if (!digest->context || EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1) {
    retort_digest_abandon(digest);
    return NULL;
  }
  return digest;
}

int retort_digest_update(retort_digest *digest, const void *bytes, size_t count) {
  return EVP_DigestUpdate(digest->context, bytes, count) == 1;
}

int retort_digest_finish(retort_digest *digest, uint8_t out[32]) {
  unsigned int length = 0;
  int done = EVP_DigestFinal_ex(digest->context, out, &length) == 1 && length == 32;
  retort_digest_abandon(digest);
  return done;
}

void retort_digest_abandon(retort_digest *digest) {
  if (!digest) return;
  EVP_MD_CTX_free(digest->context);
  free(digest);
}
