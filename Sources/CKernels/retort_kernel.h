/// What every kernel file starts from: dispatch and elementary functions.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// One binary for every x86-64: the loader picks the widest clone this processor runs. Not beside the
// thread sanitizer, whose calls the compiler puts also into the picking, before the sanitizer is up.
#if defined(__x86_64__) && !__has_feature(thread_sanitizer)
#define RETORT_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define RETORT_KERNEL
#endif

#define RETORT_INLINE static inline __attribute__((always_inline))

// Fused only inside one expression, decided by the source and not by the optimiser, so that every
// clone with a fused multiply-add computes the same bits.
#pragma clang fp contract(on)

// Before a loop whose element i touches only elements i: operands may be one and the same array, which
// the compiler would otherwise have to work on one by one.
#define RETORT_ELEMENTWISE _Pragma("clang loop vectorize(assume_safety) interleave(enable)")

// y[i] = FUNCTION(x[i]). One loop a function: the choice between several is made once, not for every element.
#define RETORT_EACH(FUNCTION)                                  \
  {                                                            \
    RETORT_ELEMENTWISE                                         \
    for (size_t i = 0; i < count; i++) y[i] = FUNCTION(x[i]);  \
  }

// dx[i] = SLOPE(kept[i]) · dy[i], added to dx where `accumulate`.
#define RETORT_EACH_GRADIENT(SLOPE)                                             \
  if (accumulate) {                                                             \
    RETORT_ELEMENTWISE                                                          \
    for (size_t i = 0; i < count; i++) dx[i] = SLOPE(kept[i]) * dy[i] + dx[i];  \
  } else {                                                                      \
    RETORT_ELEMENTWISE                                                          \
    for (size_t i = 0; i < count; i++) dx[i] = SLOPE(kept[i]) * dy[i];          \
  }

// sqrtf() may set errno and would stay scalar.
#define RETORT_SQRT(x) __builtin_elementwise_sqrt(x)

RETORT_INLINE uint32_t retort_bits(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

RETORT_INLINE float retort_from_bits(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/// eˣ, relative error below 1e-7 on [−87.3, 88]; clamped outside; NaN stays NaN.
/// Cody–Waite reduction and the degree-6 polynomial of Cephes `expf`.
RETORT_INLINE float retort_exp(float x) {
  x = x < -87.3f ? -87.3f : x;
  x = x > 88.0f ? 88.0f : x;
  // Adding 1.5 · 2²³ rounds to a whole number, which then sits in the low bits.
  float shifted = x * 1.44269504088896341f + 12582912.0f;
  float whole = shifted - 12582912.0f;
  float rest = x - whole * 0.693359375f;
  rest = rest + whole * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * rest + 1.3981999507e-3f;
  p = p * rest + 8.3334519073e-3f;
  p = p * rest + 4.1665795894e-2f;
  p = p * rest + 1.6666665459e-1f;
  p = p * rest + 5.0000001201e-1f;
  p = p * (rest * rest) + (rest + 1.0f);
  return p * retort_from_bits((retort_bits(shifted) << 23) + 0x3F800000u);
}

/// log x for normal x > 0, relative error below 2e-7; NaN stays NaN. Cephes `logf` without branches.
RETORT_INLINE float retort_log(float x) {
  // Mantissa in [√½, √2): moving the bits by the bits of √½ lets the exponent carry decide.
  uint32_t moved = retort_bits(x) - 0x3F3504F3u;
  float exponent = (float)((int32_t)moved >> 23);
  float m = retort_from_bits((moved & 0x007FFFFFu) + 0x3F3504F3u) - 1.0f;
  float square = m * m;
  float p = 7.0376836292e-2f;
  p = p * m + -1.1514610310e-1f;
  p = p * m + 1.1676998740e-1f;
  p = p * m + -1.2420140846e-1f;
  p = p * m + 1.4249322787e-1f;
  p = p * m + -1.6668057665e-1f;
  p = p * m + 2.0000714765e-1f;
  p = p * m + -2.4999993993e-1f;
  p = p * m + 3.3333331174e-1f;
  p = p * m * square;
  p = p + exponent * -2.12194440e-4f;
  p = p + square * -0.5f;
  float result = (m + p) + exponent * 0.693359375f;
  return x == x ? result : x;
}

/// erf x, absolute error below 2e-7, relative error below 4e-7; NaN stays NaN.
/// Odd polynomial in x up to |x| = 1.5, polynomial about 2.71 up to 3.92, ±1 beyond; weighted least
/// squares iterated to the minimax (Lawson). Both are computed, one is taken.
RETORT_INLINE float retort_erf(float x) {
  float size = retort_from_bits(retort_bits(x) & 0x7FFFFFFFu);
  float square = x * x;
  float near = -5.50110964e-6f;
  near = near * square + 9.06699861e-5f;
  near = near * square + -7.99992180e-4f;
  near = near * square + 5.16499905e-3f;
  near = near * square + -2.68301666e-2f;
  near = near * square + 1.12826578e-1f;
  near = near * square + -3.76124918e-1f;
  near = near * square + 1.12837911f;
  near = near * x;
  float u = (size > 3.92f ? 3.92f : size) - 2.71f;
  float far = 4.25254657e-5f;
  far = far * u + -1.24009050e-4f;
  far = far * u + -2.38100147e-5f;
  far = far * u + 6.98577205e-4f;
  far = far * u + -1.87000458e-3f;
  far = far * u + 3.16182594e-3f;
  far = far * u + -3.84057430e-3f;
  far = far * u + 3.33083025e-3f;
  far = far * u + -1.97788142e-3f;
  far = far * u + 7.29204214e-4f;
  far = far * u + 9.99873161e-1f;
  far = retort_from_bits(retort_bits(far) | (retort_bits(x) & 0x80000000u));
  return size > 1.5f ? far : near;
}

/// tanh x, relative error below 3e-7; NaN stays NaN.
/// 1 − 2 / (e²ˣ + 1), below |x| = 0.625 the odd polynomial of Cephes `tanhf`.
RETORT_INLINE float retort_tanh(float x) {
  float size = retort_from_bits(retort_bits(x) & 0x7FFFFFFFu);
  float square = x * x;
  float near = -5.70498872745e-3f;
  near = near * square + 2.06390887954e-2f;
  near = near * square + -5.37397155531e-2f;
  near = near * square + 1.33314422036e-1f;
  near = near * square + -3.33332819422e-1f;
  near = near * square * x + x;
  float far = 1.0f - 2.0f / (retort_exp(2.0f * size) + 1.0f);
  far = retort_from_bits(retort_bits(far) | (retort_bits(x) & 0x80000000u));
  return size > 0.625f ? far : near;
}

/// 1 / (1 + e⁻ˣ), relative error below 3e-7 where x > −87; NaN stays NaN.
RETORT_INLINE float retort_sigmoid(float x) { return 1.0f / (1.0f + retort_exp(-x)); }
