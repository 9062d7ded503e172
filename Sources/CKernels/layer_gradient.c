#include "retort_layer_gradient.h"

#include "retort_kernel.h"

// A strip of columns is summed in registers, row after row.
enum { strip = 64 };

RETORT_INLINE float gradient_of(retort_kept kind, float kept, float dy) {
  // A product in both: what is not finite stays so, whatever stands in front of it.
  return (kind == retort_kept_slope ? kept : (kept > 0.0f ? 1.0f : 0.0f)) * dy;
}

RETORT_INLINE void strips(
    float *dx, const float *kept, const retort_kept kind, const float *dy, float *sums,
    size_t rows, size_t columns, int accumulate_sums) {
  for (size_t column = 0; column < columns; column += strip) {
    const size_t live = columns - column < strip ? columns - column : strip;
    float partial[strip];
    for (size_t c = 0; c < strip; c++) {
      partial[c] = accumulate_sums && c < live ? sums[column + c] : 0.0f;
    }
    for (size_t row = 0; row < rows; row++) {
      const size_t start = row * columns + column;
      if (live == strip) {
        RETORT_ELEMENTWISE
        for (size_t c = 0; c < strip; c++) {
          float gradient = gradient_of(kind, kept[start + c], dy[start + c]);
          dx[start + c] = gradient;
          partial[c] += gradient;
        }
      } else {
        RETORT_ELEMENTWISE
        for (size_t c = 0; c < live; c++) {
          float gradient = gradient_of(kind, kept[start + c], dy[start + c]);
          dx[start + c] = gradient;
          partial[c] += gradient;
        }
      }
    }
    for (size_t c = 0; c < live; c++) sums[column + c] = partial[c];
  }
}

RETORT_KERNEL void retort_layer_gradient(
    float *dx, const float *kept, retort_kept kind, const float *dy, float *sums, size_t rows,
    size_t columns, int accumulate_sums) {
  if (kind == retort_kept_slope) {
    strips(dx, kept, retort_kept_slope, dy, sums, rows, columns, accumulate_sums);
  } else {
    strips(dx, kept, retort_kept_rectified, dy, sums, rows, columns, accumulate_sums);
  }
}
