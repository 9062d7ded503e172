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
