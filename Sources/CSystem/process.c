#define _GNU_SOURCE
#include "include/retort_process.h"

#include <dlfcn.h>
#include <malloc.h>
#include <sched.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

double retort_thread_seconds(void) {
  struct timespec used;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used) != 0) return 0;
  return (double)used.tv_sec + (double)used.tv_nsec * 1e-9;
}

int64_t retort_peak_bytes(void) {
  struct rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return (int64_t)usage.ru_maxrss * 1024;
}

int retort_processors(void) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

const char *retort_library_text(const char *symbol) {
  void *found = dlsym(RTLD_DEFAULT, symbol);
  if (!found) return NULL;
  const char *(*text)(void);
  memcpy(&text, &found, sizeof text);
  return text();
}

void retort_release_freed_memory(void) { malloc_trim(0); }
