#pragma once
#include <stddef.h>

/// c[i · c_row + j] = Σ_k a(i, k) · b(k, j), plus c where `accumulate`, plus bias[j] where `bias`.
/// a(i, k) = a[i · a_row + k · a_inner]; b(k, j) = b[k · b_inner + j · b_column], one of b's two strides
/// is 1. k runs in order: the same bits for every tiling.
void retort_product(
  float *_Nonnull c, size_t c_row, const float *_Nonnull a, size_t a_row, size_t a_inner,
  const float *_Nonnull b, size_t b_inner, size_t b_column, size_t rows, size_t columns,
  size_t inner, const float *_Nullable bias, int accumulate, float *_Nonnull scratch);

/// Number of floats `retort_product` wants as scratch.
size_t retort_product_scratch(size_t rows, size_t columns, size_t inner);
