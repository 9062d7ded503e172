#pragma once
#include <stddef.h>

/// x[r, c] += bias[c], in place.
void retort_add_bias(float *_Nonnull x, const float *_Nonnull bias, size_t rows, size_t columns);

/// x[r, c] = max(x[r, c] + bias[c], 0), in place. NaN stays NaN.
void retort_add_bias_rectify(
  float *_Nonnull x, const float *_Nonnull bias, size_t rows, size_t columns);

/// y[i] = max(x[i], 0); y may be x. NaN stays NaN.
void retort_rectify(float *_Nonnull y, const float *_Nonnull x, size_t count);

/// dx[i] = y[i] > 0 ? dy[i] : 0, added to dx where `accumulate`; dx may be dy.
void retort_rectify_gradient(
  float *_Nonnull dx, const float *_Nonnull y, const float *_Nonnull dy, size_t count,
  int accumulate);

/// z[i] = x[i] · y[i], added to z where `accumulate`; z may be x.
void retort_multiply(
  float *_Nonnull z, const float *_Nonnull x, const float *_Nonnull y, size_t count,
  int accumulate);

/// y[i] = scale · x[i], added to y where `accumulate`; y may be x.
void retort_scale(
  float *_Nonnull y, const float *_Nonnull x, float scale, size_t count, int accumulate);

/// x[r, c] = ((x[r, c] − high[c]) − low[c]) · inverse[c], in place.
/// The mean comes in two parts, high + low, so that a mean far from zero costs no digits.
void retort_standardise(
  float *_Nonnull x, const float *_Nonnull high, const float *_Nonnull low,
  const float *_Nonnull inverse, size_t rows, size_t columns);
