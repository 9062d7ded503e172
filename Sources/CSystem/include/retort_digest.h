#pragma once
#include <stddef.h>
#include <stdint.h>

// SHA-256 over libcrypto, one state an object. Returns NULL when libcrypto cannot start one.
typedef struct retort_digest retort_digest;

retort_digest *retort_digest_start(void);
// 1 on success.
int retort_digest_update(retort_digest *digest, const void *bytes, size_t count);
// Writes 32 bytes and frees the state. 1 on success.
int retort_digest_finish(retort_digest *digest, uint8_t out[32]);
void retort_digest_abandon(retort_digest *digest);
