#include "retort_activation.h"

#include "retort_kernel.h"

// x < 0 ? 0 : x and not x > 0 ? x : 0: a NaN must reach the loss, where it is noticed.
RETORT_INLINE float relu(float x) { return x < 0.0f ? 0.0f : x; }

RETORT_INLINE float normal_distribution(float x) {
  return 0.5f + 0.5f * retort_erf(x * 0.70710678118654752f);
}

RETORT_INLINE float gelu(float x) { return x * normal_distribution(x); }

RETORT_INLINE float silu(float x) { return x * retort_sigmoid(x); }

RETORT_INLINE float relu_slope(float y) { return y > 0.0f ? 1.0f : 0.0f; }

/// Φ(x) + x φ(x), absolute error below 3e-7; NaN stays NaN.
/// One half plus an odd function, approximated as `retort_erf` is: an exponential beside Φ would cost
/// twice as much.
RETORT_INLINE float gelu_slope(float x) {
  float size = retort_from_bits(retort_bits(x) & 0x7FFFFFFFu);
  float square = x * x;
  float near = -2.40813023e-7f;
  near = near * square + 6.95260815e-6f;
  near = near * square + -1.05562904e-4f;
  near = near * square + 1.13938760e-3f;
  near = near * square + -9.48222820e-3f;
  near = near * square + 5.98319992e-2f;
  near = near * square + -2.65959293e-1f;
  near = near * square + 7.97884464e-1f;
  near = near * x;
  float u = (size > 5.8f ? 5.8f : size) - 3.9f;
  float far = -1.59032220e-6f;
  far = far * u + 5.16694854e-6f;
  far = far * u + 1.32479363e-5f;
  far = far * u + -8.81091546e-5f;
  far = far * u + 1.45973012e-4f;
  far = far * u + 7.68640966e-5f;
  far = far * u + -9.64074919e-4f;
  far = far * u + 2.63837143e-3f;
  far = far * u + -4.26117238e-3f;
  far = far * u + 4.34508780e-3f;
  far = far * u + -2.62499903e-3f;
  far = far * u + 5.00726521e-1f;
  far = retort_from_bits(retort_bits(far) | (retort_bits(x) & 0x80000000u));
  return 0.5f + (size > 2.0f ? far : near);
}

/// σ (1 + x (1 − σ)).
RETORT_INLINE float silu_slope(float x) {
  float sigmoid = retort_sigmoid(x);
  float rest = 1.0f - sigmoid;
  return sigmoid * (x * rest + 1.0f);
}

RETORT_INLINE float tanh_slope(float y) { return 1.0f - y * y; }

int retort_activation_keeps_output(retort_activation activation) {
  return activation == retort_activation_relu || activation == retort_activation_tanh;
}

RETORT_KERNEL void retort_activate(
    float *y, const float *x, size_t count, retort_activation activation) {
  switch (activation) {
    case retort_activation_relu: RETORT_EACH(relu) break;
    case retort_activation_gelu: RETORT_EACH(gelu) break;
    case retort_activation_silu: RETORT_EACH(silu) break;
    case retort_activation_tanh: RETORT_EACH(retort_tanh) break;
  }
}

RETORT_KERNEL void retort_activate_gradient(
    float *dx, const float *kept, const float *dy, size_t count, retort_activation activation,
    int accumulate) {
  switch (activation) {
    case retort_activation_relu: RETORT_EACH_GRADIENT(relu_slope) break;
    case retort_activation_gelu: RETORT_EACH_GRADIENT(gelu_slope) break;
    case retort_activation_silu: RETORT_EACH_GRADIENT(silu_slope) break;
    case retort_activation_tanh: RETORT_EACH_GRADIENT(tanh_slope) break;
  }
}

RETORT_INLINE float tanh_slope_at(float x) { return tanh_slope(retort_tanh(x)); }

#define EACH_KEEPING_SLOPE(FUNCTION, SLOPE)                         \
  for (size_t row = 0; row < rows; row++) {                         \
    float *out = y + row * columns, *line = x + row * columns;      \
    if (bias != NULL) {                                             \
      RETORT_ELEMENTWISE                                            \
      for (size_t column = 0; column < columns; column++) {         \
        float z = line[column] + bias[column];                      \
        out[column] = FUNCTION(z);                                  \
        line[column] = SLOPE(z);                                    \
      }                                                             \
    } else {                                                        \
      RETORT_ELEMENTWISE                                            \
      for (size_t column = 0; column < columns; column++) {         \
        float z = line[column];                                     \
        out[column] = FUNCTION(z);                                  \
        line[column] = SLOPE(z);                                    \
      }                                                             \
    }                                                               \
  }

RETORT_KERNEL void retort_activate_keeping_slope(
    float *y, float *x, const float *bias, size_t rows, size_t columns,
    retort_activation activation) {
  switch (activation) {
    case retort_activation_relu: EACH_KEEPING_SLOPE(relu, relu_slope) break;
    case retort_activation_gelu: EACH_KEEPING_SLOPE(gelu, gelu_slope) break;
    case retort_activation_silu: EACH_KEEPING_SLOPE(silu, silu_slope) break;
    case retort_activation_tanh: EACH_KEEPING_SLOPE(retort_tanh, tanh_slope_at) break;
  }
}
