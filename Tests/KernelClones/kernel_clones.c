#include "KernelClones.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../Sources/CKernels/retort_narrow.h"
#include "CKernels.h"

#if defined(__x86_64__) && !__has_feature(thread_sanitizer)

enum { sources = 5, results = 5, floats = 1 << 15, vocabulary = 9 };

/// What the calls read: drawn once and the same ever since.
static struct numbers {
  float x[sources][floats], positive[floats], ids[floats], places[floats], before[results][floats];
  int32_t order[256];
  double points[floats];
} *drawn;

/// What they write.
typedef struct written {
  float y[results][floats];
  double sum;
} written;

/// Numbers of a few units with all digits; now and then a zero, a large or a tiny one.
static float next(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  const uint32_t bits = (uint32_t)(*state >> 32);
  const float number = ((float)(bits >> 8) + 0.37f) * 0x1p-22f - 2;
  switch (bits % 61) {
    case 0: return 0;
    case 1: return number * 20;
    case 2: return number * 1e-20f;
    default: return number;
  }
}

static const struct numbers *numbers(void) {
  if (drawn) return drawn;
  drawn = calloc(1, sizeof *drawn);
  if (!drawn) abort();
  uint64_t state = 1;
  for (int i = 0; i < floats; i++) {
    for (int j = 0; j < sources; j++) drawn->x[j][i] = next(&state);
    for (int j = 0; j < results; j++) drawn->before[j][i] = next(&state);
    drawn->before[results - 1][i] = drawn->before[results - 1][i] * drawn->before[results - 1][i] + 0.01f;
    const float root = next(&state);
    drawn->positive[i] = root * root + 0.01f;
    drawn->ids[i] = (float)((state >> 33) % (vocabulary + 1)) - 1;
    drawn->places[i] = (float)((state >> 40) % 4);
    drawn->points[i] = drawn->x[0][i] + 1e-9 * drawn->x[1][i];
  }
  for (int i = 0; i < 256; i++) drawn->order[i] = (i * 7) % 5;
  return drawn;
}

// The names clang gives the clones of `target_clones`, in the order RETORT_KERNEL lists them.
#define CLONE(name, level, ending) extern __typeof__(name) name##_##level __asm__(#name ending)
#define KERNEL(name, call)                                                                        \
  CLONE(name, v4, ".arch_x86-64-v4.0");                                                           \
  CLONE(name, v3, ".arch_x86-64-v3.1");                                                           \
  CLONE(name, baseline, ".default.2");                                                            \
  static void call_##name(                                                                        \
      retort_clone_level level, size_t rows, size_t columns, int variant, written *to) {          \
    __typeof__(name) *f = level == retort_clone_v4   ? name##_v4                                  \
                          : level == retort_clone_v3 ? name##_v3                                  \
                                                     : name##_baseline;                           \
    const float *x[sources], *positive = numbers()->positive, *ids = numbers()->ids;              \
    const float *places = numbers()->places;                                                      \
    const int32_t *order = numbers()->order;                                                      \
    const double *points = numbers()->points;                                                     \
    float *y[results];                                                                            \
    double *sum = &to->sum;                                                                       \
    static float scratch[4 * floats];                                                             \
    for (int i = 0; i < sources; i++) x[i] = numbers()->x[i];                                     \
    for (int i = 0; i < results; i++) y[i] = to->y[i];                                            \
    const int accumulate = variant & 1, flag = variant >> 1;                                      \
    const size_t count = rows * columns, narrow = columns < 4 ? columns : 4;                      \
    const size_t groups = columns % 4 == 0 ? 4 : columns % 3 == 0 ? 3 : 1;                        \
    const size_t edge = rows < 5 ? rows : 5, channels = columns < 17 ? columns : 17;              \
    const retort_window window = {edge + 3, edge + 4, channels, 3, 1 + (size_t)flag, 1};          \
    const retort_window pool = {edge + 3, edge + 4, channels, 2, 2, 0};                           \
    const retort_attention_shape attention = {                                                    \
        2, rows, 2, columns, 2 * columns, 2 * columns, flag};                                     \
    const retort_attention_dropout dropout = {accumulate ? 0.3f : 0, 2, 7, 11};                   \
    (void)x, (void)positive, (void)ids, (void)places, (void)order, (void)y, (void)sum;            \
    (void)points, (void)scratch, (void)accumulate, (void)flag, (void)count, (void)narrow;         \
    (void)groups, (void)window, (void)pool, (void)attention, (void)dropout;                       \
    call;                                                                                         \
  }
#include "kernel_calls.h"
#undef KERNEL

static const struct {
  const char *name;
  void (*call)(retort_clone_level, size_t, size_t, int, written *);
} kernels[] = {
#define KERNEL(name, call) {#name, call_##name},
#include "kernel_calls.h"
};

size_t retort_clone_count(void) { return sizeof kernels / sizeof kernels[0]; }

const char *retort_clone_name(size_t kernel) { return kernels[kernel].name; }

static void begin(written *to) {
  memcpy(to->y, numbers()->before, sizeof to->y);
  to->sum = 0;
}

static size_t differences(const written *one, const written *other) {
  const size_t words = sizeof *one / sizeof(uint32_t);
  const char *left = (const char *)one, *right = (const char *)other;
  size_t count = 0;
  for (size_t i = 0; i < words; i++) count += memcmp(left + 4 * i, right + 4 * i, 4) != 0;
  return count;
}

size_t retort_clone_differences(
    size_t kernel, retort_clone_level one, retort_clone_level other, size_t rows, size_t columns,
    int variant) {
  static written left, right;
  begin(&left);
  begin(&right);
  kernels[kernel].call(one, rows, columns, variant, &left);
  kernels[kernel].call(other, rows, columns, variant, &right);
  return differences(&left, &right);
}

size_t retort_clone_changes(size_t kernel, size_t rows, size_t columns, int variant) {
  static written before, after;
  begin(&before);
  begin(&after);
  kernels[kernel].call(retort_clone_baseline, rows, columns, variant, &after);
  return differences(&before, &after);
}

#else

size_t retort_clone_count(void) { return 0; }
const char *retort_clone_name(size_t kernel) { return kernel ? "" : ""; }
size_t retort_clone_differences(
    size_t kernel, retort_clone_level one, retort_clone_level other, size_t rows, size_t columns,
    int variant) {
  (void)kernel, (void)one, (void)other, (void)rows, (void)columns, (void)variant;
  return 0;
}
size_t retort_clone_changes(size_t kernel, size_t rows, size_t columns, int variant) {
  (void)kernel, (void)rows, (void)columns, (void)variant;
  return 0;
}

#endif
