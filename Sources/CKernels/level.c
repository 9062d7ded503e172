#include "retort_level.h"

retort_level retort_kernel_level(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("x86-64-v4")) return retort_level_v4;
  if (__builtin_cpu_supports("x86-64-v3")) return retort_level_v3;
#endif
  return retort_level_baseline;
}
