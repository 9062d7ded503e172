#pragma once
#include <stddef.h>

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
