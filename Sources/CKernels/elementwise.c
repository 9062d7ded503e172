#include "retort_elementwise.h"

#include "retort_kernel.h"

RETORT_KERNEL void retort_add_bias(float *x, const float *bias, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    float *restrict line = x + row * columns;
    for (size_t column = 0; column < columns; column++) line[column] += bias[column];
  }
}

// x < 0 ? 0 : x and not x > 0 ? x : 0: a NaN must reach the loss, where it is noticed.
RETORT_INLINE float rectified(float x) { return x < 0.0f ? 0.0f : x; }

RETORT_KERNEL void retort_add_bias_rectify(
    float *x, const float *bias, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    float *restrict line = x + row * columns;
    for (size_t column = 0; column < columns; column++) {
      line[column] = rectified(line[column] + bias[column]);
    }
  }
}

RETORT_KERNEL void retort_rectify(float *y, const float *x, size_t count) {
  RETORT_ELEMENTWISE
  for (size_t i = 0; i < count; i++) y[i] = rectified(x[i]);
}

RETORT_KERNEL void retort_rectify_gradient(
    float *dx, const float *y, const float *dy, size_t count, int accumulate) {
  if (accumulate) {
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < count; i++) {
      float gradient = dy[i];
      dx[i] += y[i] > 0.0f ? gradient : 0.0f;
    }
  } else {
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < count; i++) {
      float gradient = dy[i];
      dx[i] = y[i] > 0.0f ? gradient : 0.0f;
    }
  }
}

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
