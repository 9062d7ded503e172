#include "AllocationCounter.h"

#include <errno.h>
#include <stddef.h>

static _Thread_local int counting;
static _Thread_local long calls;

void allocation_counter_start(void) {
  calls = 0;
  counting = 1;
}

long allocation_counter_stop(void) {
  counting = 0;
  return calls;
}

// glibc exports its own allocator under these names; a sanitiser brings another, so stand aside.
#if defined(__GLIBC__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
int allocation_counter_counts(void) { return 1; }

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) {
  calls += counting;
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  calls += counting;
  return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
  calls += counting;
  return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size) {
  calls += counting;
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  calls += counting;
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
  calls += counting;
  void *memory = __libc_memalign(alignment, size);
  if (memory == NULL) return ENOMEM;
  *result = memory;
  return 0;
}
#else
int allocation_counter_counts(void) { return 0; }
#endif
