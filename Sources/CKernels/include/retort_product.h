#pragma once
#include <stddef.h>

#include "retort_level.h"

/// c(i,j) = Σ_k a(i,k) · b(k,j) (+ c(i,j) where `accumulate`, else + bias[j] where there is one)
///
/// with a(i,k) = a[i · a_row + k · a_inner], b(k,j) = b[k · b_inner + j · b_column], one of b's two
/// strides 1, and c(i,j) = c[i · c_row + j]. inner ≥ 1.
///
/// The terms of a sum are added in the order of k to what it begins with (c, the bias or 0), one fused
/// multiply-add each, whatever the tiling and the vector width. Products with at most
/// `retort_narrow_columns` columns, at least 12 rows and 16 terms begin with 0 and add c or the bias
/// last; where the rows of a are contiguous (a_inner = 1), they sum sixteen lanes, k mod 16, and then the
/// lanes in a fixed tree.
///
/// `scratch`: `retort_product_scratch` floats.
void retort_product(
  float *_Nonnull c, size_t c_row, const float *_Nonnull a, size_t a_row, size_t a_inner,
  const float *_Nonnull b, size_t b_inner, size_t b_column, size_t rows, size_t columns,
  size_t inner, const float *_Nullable bias, int accumulate, float *_Nonnull scratch);

/// The same with the tiles of one instruction set, which the processor must have.
void retort_product_at(
  retort_level level, float *_Nonnull c, size_t c_row, const float *_Nonnull a, size_t a_row,
  size_t a_inner, const float *_Nonnull b, size_t b_inner, size_t b_column, size_t rows,
  size_t columns, size_t inner, const float *_Nullable bias, int accumulate,
  float *_Nonnull scratch);

/// Number of floats `retort_product` wants as scratch for a product of this shape.
size_t retort_product_scratch(size_t rows, size_t columns, size_t inner);

enum { retort_narrow_columns = 4 };
