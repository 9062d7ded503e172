#define _GNU_SOURCE
#include "retort_product_core.h"

#include <ctype.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

const char *retort_processor_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return "x86-64-v4";
  if (__builtin_cpu_supports("x86-64-v3")) return "x86-64-v3";
#endif
  return "baseline";
}

// The table of a core's kernels. A core without one must not be asked for: OpenBLAS would take its
// slowest instead.
static int has_kernels(const char *core) {
  char table[64];
  int length = snprintf(table, sizeof table, "gotoblas_%s", core);
  if (length < 0 || length >= (int)sizeof table) return 0;
  for (char *letter = table + sizeof "gotoblas"; *letter; letter++) {
    *letter = (char)toupper((unsigned char)*letter);
  }
  return dlsym(RTLD_DEFAULT, table) != NULL;
}

int retort_use_product_core(const char *core) {
  // Exported by OpenBLAS builds that choose at run time, though in none of its headers.
  void (*quit)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "gotoblas_dynamic_quit");
  void (*init)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "gotoblas_dynamic_init");
  if (!quit || !init || !has_kernels(core)) return 0;
  if (setenv("OPENBLAS_CORETYPE", core, 1) != 0) return 0;
  quit();
  init();
  // Children choose by themselves, and what a person had set is told from what was not.
  unsetenv("OPENBLAS_CORETYPE");
  return 1;
}
