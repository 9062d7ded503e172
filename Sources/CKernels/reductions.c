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

// A strip of columns is summed in registers, row after row.
enum { strip = 64 };
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
  size_t column = 0;
  for (; column + strip <= columns; column += strip) {
    float partial[strip];
    for (int lane = 0; lane < strip; lane++) {
      partial[lane] = accumulate ? sums[column + (size_t)lane] : 0.0f;
    }
    for (size_t row = 0; row < rows; row++) {
      const float *restrict line = x + row * columns + column;
      for (int lane = 0; lane < strip; lane++) partial[lane] += line[lane];
    }
    for (int lane = 0; lane < strip; lane++) sums[column + (size_t)lane] = partial[lane];
  }
  if (column == columns) return;
  for (size_t c = column; c < columns && !accumulate; c++) sums[c] = 0.0f;
  for (size_t row = 0; row < rows; row++) {
    const float *restrict line = x + row * columns;
    for (size_t c = column; c < columns; c++) sums[c] += line[c];
  }
}

RETORT_KERNEL double retort_mean_of_row_sums(
    const float *x, size_t rows, size_t columns, float weight, float *gradient, int accumulate) {
  enum { sums = 8 };
  const size_t count = rows * columns;
  double partial[sums] = {0};
  size_t i = 0;
  for (; i + sums <= count; i += sums) {
    for (int lane = 0; lane < sums; lane++) partial[lane] += (double)x[i + (size_t)lane];
  }
  for (int lane = 0; i < count; i++, lane++) partial[lane] += (double)x[i];
  double total = 0.0;
  for (int lane = 0; lane < sums; lane++) total += partial[lane];
  if (gradient != NULL) {
    const float share = weight / (float)rows;
    for (size_t j = 0; j < count; j++) gradient[j] = (accumulate ? gradient[j] : 0.0f) + share;
  }
  return total / (double)rows;
}
