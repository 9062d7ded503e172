/// Products with very few columns: the part of `retort_product` that a tile would leave mostly empty.
#pragma once
#include <stddef.h>

enum { narrow_lanes = 16 };

/// As `retort_product` with a_inner = 1 and at most `retort_narrow_columns` columns.
/// `scratch`: columns · (inner + 16) floats.
void retort_narrow_product(
    float *c, size_t c_row, const float *a, size_t a_row, const float *b, size_t b_inner,
    size_t b_column, size_t rows, size_t columns, size_t inner, const float *bias, int accumulate,
    float *scratch);
