#include "retort_product.h"

#include "retort_kernel.h"

size_t retort_product_scratch(size_t rows, size_t columns, size_t inner) {
  (void)rows;
  (void)columns;
  (void)inner;
  return 1;
}

RETORT_KERNEL void retort_product(
    float *c, size_t c_row, const float *a, size_t a_row, size_t a_inner, const float *b,
    size_t b_inner, size_t b_column, size_t rows, size_t columns, size_t inner, const float *bias,
    int accumulate, float *scratch) {
  (void)scratch;
  for (size_t i = 0; i < rows; i++) {
    float *restrict line = c + i * c_row;
    for (size_t j = 0; j < columns; j++) {
      line[j] = (accumulate ? line[j] : 0.0f) + (bias != NULL ? bias[j] : 0.0f);
    }
    for (size_t k = 0; k < inner; k++) {
      const float left = a[i * a_row + k * a_inner];
      const float *restrict right = b + k * b_inner;
      if (b_column == 1) {
        for (size_t j = 0; j < columns; j++) line[j] = left * right[j] + line[j];
      } else {
        for (size_t j = 0; j < columns; j++) line[j] = left * right[j * b_column] + line[j];
      }
    }
  }
}
