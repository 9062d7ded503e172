#include "retort_reductions.h"

#include "retort_kernel.h"

RETORT_KERNEL double retort_sum_of_squares(const float *x, size_t count) {
  enum { sums = 8 };
  double partial[sums] = {0};
  size_t i = 0;
  for (; i + sums <= count; i += sums) {
    for (int lane = 0; lane < sums; lane++) {
      double value = (double)x[i + (size_t)lane];
      partial[lane] = value * value + partial[lane];
    }
  }
  for (int lane = 0; i < count; i++, lane++) {
    partial[lane] = (double)x[i] * (double)x[i] + partial[lane];
  }
  double total = 0.0;
  for (int lane = 0; lane < sums; lane++) total += partial[lane];
  return total;
}

RETORT_KERNEL int retort_is_finite(const float *x, size_t count) {
  // A maximum of integers is the same in any order. Behind the sign, infinities and NaN are greatest.
  uint32_t greatest = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t magnitude = retort_bits(x[i]) & 0x7FFFFFFFu;
    greatest = magnitude > greatest ? magnitude : greatest;
  }
  return greatest < 0x7F800000u;
}

RETORT_KERNEL void retort_column_sums(
    float *restrict sums, const float *restrict x, size_t rows, size_t columns, int accumulate) {
  size_t row = 0;
  if (!accumulate && rows > 0) {
    for (size_t column = 0; column < columns; column++) sums[column] = x[column];
    row = 1;
  }
  for (; row < rows; row++) {
    const float *restrict line = x + row * columns;
    for (size_t column = 0; column < columns; column++) sums[column] += line[column];
  }
}
