#pragma once
#include <stddef.h>

/// Σ x², in Double over eight lanes. Not finite exactly when some x is not.
double retort_sum_of_squares(const float *_Nonnull x, size_t count);

/// Whether every x is finite.
int retort_is_finite(const float *_Nonnull x, size_t count);

/// sums[c] = Σ_r x[r, c] in order of rows, added to sums where `accumulate`.
void retort_column_sums(
  float *_Nonnull sums, const float *_Nonnull x, size_t rows, size_t columns, int accumulate);

/// The mean over rows of Σ x over columns, in Double; where `gradient` is not null, writes (or adds,
/// where `accumulate`) weight / rows to all of it.
double retort_mean_of_row_sums(
  const float *_Nonnull x, size_t rows, size_t columns, float weight, float *_Nullable gradient,
  int accumulate);
