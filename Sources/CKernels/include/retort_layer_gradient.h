#pragma once
#include <stddef.h>

/// What the derivative of an activation is computed from.
typedef enum retort_kept {
  /// A rectifier's result y: the derivative is 1 where y > 0, else 0.
  retort_kept_rectified = 0,
  /// The derivative itself.
  retort_kept_slope = 1,
} retort_kept;

/// dx[r, c] = derivative · dy[r, c] and sums[c] = Σ_r dx[r, c] in order of rows, in one pass: the way
/// back through an activation and the bias before it. dx may be dy. sums are added to where
/// `accumulate_sums`.
void retort_layer_gradient(
  float *_Nonnull dx, const float *_Nonnull kept, retort_kept kind, const float *_Nonnull dy,
  float *_Nonnull sums, size_t rows, size_t columns, int accumulate_sums);
