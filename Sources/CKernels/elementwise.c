#include "retort_elementwise.h"

#include "retort_kernel.h"

RETORT_KERNEL void retort_multiply(
    float *z, const float *x, const float *y, size_t count, int accumulate) {
  if (accumulate) {
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < count; i++) z[i] = x[i] * y[i] + z[i];
  } else {
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < count; i++) z[i] = x[i] * y[i];
  }
}

RETORT_KERNEL void retort_scale(
    float *y, const float *x, float scale, size_t count, int accumulate) {
  if (accumulate) {
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < count; i++) y[i] = scale * x[i] + y[i];
  } else {
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < count; i++) y[i] = scale * x[i];
  }
}

RETORT_KERNEL void retort_divide(
    float *z, const float *x, const float *y, size_t count, int accumulate) {
  if (accumulate) {
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < count; i++) z[i] = x[i] / y[i] + z[i];
  } else {
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < count; i++) z[i] = x[i] / y[i];
  }
}

RETORT_KERNEL void retort_divisor_gradient(
    float *dy, const float *dz, const float *z, const float *y, size_t count, int accumulate) {
  RETORT_ELEMENTWISE
  for (size_t i = 0; i < count; i++) {
    float slope = -(dz[i] * z[i]) / y[i];
    dy[i] = (accumulate ? dy[i] : 0.0f) + slope;
  }
}

RETORT_INLINE float square_root(float x) { return RETORT_SQRT(x); }

RETORT_INLINE float logarithm(float x) {
  // Numbers below the normal ones are lifted by 2²³ first.
  int is_small = x < 1.17549435e-38f;
  float y = retort_log(is_small ? x * 8388608.0f : x) - (is_small ? 15.9423851f : 0.0f);
  y = x == 0.0f ? -__builtin_inff() : y;
  y = x == __builtin_inff() ? x : y;
  return x < 0.0f ? __builtin_nanf("") : y;
}

RETORT_INLINE float magnitude(float x) {
  return retort_from_bits(retort_bits(x) & 0x7FFFFFFFu);
}

/// sin(x + quarters · π/2), absolute error below 3e-7 on [−8192, 8192]; clamped outside; NaN stays NaN.
/// Cody–Waite reduction to [−π/4, π/4] and the polynomials of Cephes `sinf` and `cosf`.
RETORT_INLINE float sine(float x, uint32_t quarters) {
  x = x < -8192.0f ? -8192.0f : x;
  x = x > 8192.0f ? 8192.0f : x;
  // Adding 1.5 · 2²³ rounds to a whole number of quarter turns, which then sits in the low bits.
  float shifted = x * 0.63661977236758134f + 12582912.0f;
  float whole = shifted - 12582912.0f;
  float rest = x - whole * 1.5703125f;
  rest = rest - whole * 4.837512969970703125e-4f;
  rest = rest - whole * 7.549789954891882e-8f;
  float square = rest * rest;
  float s = -1.9515295891e-4f;
  s = s * square + 8.3321608736e-3f;
  s = s * square + -1.6666654611e-1f;
  s = s * square * rest + rest;
  float c = 2.443315711809948e-5f;
  c = c * square + -1.388731625493765e-3f;
  c = c * square + 4.166664568298827e-2f;
  c = c * (square * square) + (1.0f - 0.5f * square);
  uint32_t quarter = retort_bits(shifted) + quarters;
  float y = quarter & 1 ? c : s;
  return quarter & 2 ? -y : y;
}

RETORT_INLINE float cosine(float x) { return sine(x, 1); }
/// −sin x = sin(x + π).
RETORT_INLINE float cosine_slope(float x) { return sine(x, 2); }

RETORT_INLINE float square_root_slope(float y) { return y == 0.0f ? 0.0f : 0.5f / y; }
RETORT_INLINE float logarithm_slope(float x) { return 1.0f / x; }
RETORT_INLINE float exponential_slope(float y) { return y; }
RETORT_INLINE float magnitude_slope(float x) {
  return x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : 0.0f;
}

RETORT_KERNEL void retort_apply(
    float *y, const float *x, size_t count, retort_function function) {
  switch (function) {
    case retort_function_square_root: RETORT_EACH(square_root) break;
    case retort_function_logarithm: RETORT_EACH(logarithm) break;
    case retort_function_exponential: RETORT_EACH(retort_exp) break;
    case retort_function_magnitude: RETORT_EACH(magnitude) break;
    case retort_function_cosine: RETORT_EACH(cosine) break;
  }
}

RETORT_KERNEL void retort_apply_gradient(
    float *dx, const float *kept, const float *dy, size_t count, retort_function function,
    int accumulate) {
  switch (function) {
    case retort_function_square_root: RETORT_EACH_GRADIENT(square_root_slope) break;
    case retort_function_logarithm: RETORT_EACH_GRADIENT(logarithm_slope) break;
    case retort_function_exponential: RETORT_EACH_GRADIENT(exponential_slope) break;
    case retort_function_magnitude: RETORT_EACH_GRADIENT(magnitude_slope) break;
    case retort_function_cosine: RETORT_EACH_GRADIENT(cosine_slope) break;
  }
}

RETORT_KERNEL void retort_standardise(
    float *x, const float *high, const float *low, const float *inverse, size_t rows,
    size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    float *restrict line = x + row * columns;
    for (size_t column = 0; column < columns; column++) {
      line[column] = ((line[column] - high[column]) - low[column]) * inverse[column];
    }
  }
}
