#include "retort_narrow.h"

#include "retort_kernel.h"

// Vectors are handed to functions that are inlined everywhere: no call, no calling convention.
#pragma clang diagnostic ignored "-Wpsabi"

enum { narrow_rows = 4 };

typedef float lanes __attribute__((vector_size(4 * narrow_lanes)));
typedef float loose __attribute__((vector_size(4 * narrow_lanes), aligned(4)));
typedef float four __attribute__((vector_size(16)));

/// The sixteen lanes of each of four vectors, added in a tree: i and i + 8, i + 4, i + 2, i + 1.
RETORT_INLINE four sums_of(lanes w, lanes x, lanes y, lanes z) {
#define LOW(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)
#define HIGH(a, b)                                                                                \
  __builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31)
  lanes wx = LOW(w, x) + HIGH(w, x), yz = LOW(y, z) + HIGH(y, z);
#undef LOW
#undef HIGH
  lanes all = __builtin_shufflevector(wx, yz, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27)
              + __builtin_shufflevector(
                  wx, yz, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
  all += __builtin_shufflevector(all, all, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
  all += __builtin_shufflevector(all, all, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
  return __builtin_shufflevector(all, all, 0, 4, 8, 12);
}

/// The last lanes of a row, zeros behind them.
RETORT_INLINE lanes rest_of(const float *row, size_t count) {
  float rest[narrow_lanes] = {0};
  for (size_t i = 0; i < count; i++) rest[i] = row[i];
  lanes result;
  memcpy(&result, rest, sizeof result);
  return result;
}

/// Up to four rows of a by `columns` columns of b, which lie one after the other, `step` apart.
RETORT_INLINE void rows_by_columns(
    const int columns, float *c, size_t c_row, const float *a, size_t a_row, const float *turned,
    size_t step, size_t live, size_t inner, const float *bias, int accumulate) {
  const float *row[narrow_rows];
#pragma clang loop unroll(full)
  for (size_t r = 0; r < narrow_rows; r++) row[r] = a + (r < live ? r : live - 1) * a_row;
  lanes sums[narrow_rows][4];
#pragma clang loop unroll(full)
  for (int r = 0; r < narrow_rows; r++) {
#pragma clang loop unroll(full)
    for (int j = 0; j < columns; j++) sums[r][j] = (lanes){0};
  }
  size_t k = 0;
  for (; k + narrow_lanes <= inner; k += narrow_lanes) {
#pragma clang loop unroll(full)
    for (int j = 0; j < columns; j++) {
      lanes y = *(const loose *)(turned + (size_t)j * step + k);
#pragma clang loop unroll(full)
      for (int r = 0; r < narrow_rows; r++) sums[r][j] = *(const loose *)(row[r] + k) * y + sums[r][j];
    }
  }
  if (k < inner) {
#pragma clang loop unroll(full)
    for (int r = 0; r < narrow_rows; r++) {
      lanes x = rest_of(row[r] + k, inner - k);
#pragma clang loop unroll(full)
      for (int j = 0; j < columns; j++) {
        sums[r][j] = x * *(const loose *)(turned + (size_t)j * step + k) + sums[r][j];
      }
    }
  }
#pragma clang loop unroll(full)
  for (int j = 0; j < columns; j++) {
    four sum = sums_of(sums[0][j], sums[1][j], sums[2][j], sums[3][j]);
    for (size_t r = 0; r < live; r++) {
      float start = accumulate ? c[r * c_row + (size_t)j] : bias != NULL ? bias[j] : 0.0f;
      c[r * c_row + (size_t)j] = start + sum[r];
    }
  }
}

RETORT_KERNEL void retort_narrow_product(
    float *c, size_t c_row, const float *a, size_t a_row, const float *b, size_t b_inner,
    size_t b_column, size_t rows, size_t columns, size_t inner, const float *bias, int accumulate,
    float *scratch) {
  const size_t step = (inner + narrow_lanes - 1) / narrow_lanes * narrow_lanes;
  for (size_t j = 0; j < columns; j++) {
    for (size_t k = 0; k < inner; k++) scratch[j * step + k] = b[k * b_inner + j * b_column];
    for (size_t k = inner; k < step; k++) scratch[j * step + k] = 0.0f;
  }
  for (size_t i = 0; i < rows; i += narrow_rows) {
    const size_t live = rows - i < narrow_rows ? rows - i : narrow_rows;
    float *target = c + i * c_row;
    const float *source = a + i * a_row;
#define CASE(count)                                                                               \
  case count:                                                                                     \
    rows_by_columns(                                                                              \
        count, target, c_row, source, a_row, scratch, step, live, inner, bias, accumulate);       \
    break;
    switch (columns) {
      CASE(1)
      CASE(2)
      CASE(3)
      CASE(4)
    }
#undef CASE
  }
}
