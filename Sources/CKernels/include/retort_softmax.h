#pragma once
#include <stddef.h>

// Rows are independent; every sum and maximum runs over sixteen lanes (element c in lane c mod 16).
// A NaN anywhere in a row makes the whole row NaN. Logits that shall not count are large and negative,
// −1e9 say, not −∞.

/// y[r, c] = e^(x[r, c]) / Σ_c e^(x[r, c]), maximum taken off first; y may be x.
void retort_softmax(float *_Nonnull y, const float *_Nonnull x, size_t rows, size_t columns);

/// dx = y · (dy − Σ_c y · dy), y = softmax(x), added to dx where `accumulate`; dx may be dy.
void retort_softmax_gradient(
  float *_Nonnull dx, const float *_Nonnull y, const float *_Nonnull dy, size_t rows,
  size_t columns, int accumulate);

/// y[r, c] = x[r, c] − log Σ_c e^(x[r, c]); y may be x.
void retort_log_softmax(float *_Nonnull y, const float *_Nonnull x, size_t rows, size_t columns);

/// dx = dy − e^y · Σ_c dy, y = log-softmax(x), added to dx where `accumulate`; dx may be dy.
void retort_log_softmax_gradient(
  float *_Nonnull dx, const float *_Nonnull y, const float *_Nonnull dy, size_t rows,
  size_t columns, int accumulate);

/// y[r] = log Σ_c e^(x[r, c]).
void retort_log_sum_exp(float *_Nonnull y, const float *_Nonnull x, size_t rows, size_t columns);

/// dx[r, c] = e^(x[r, c] − y[r]) · dy[r], y = log-sum-exp(x), added to dx where `accumulate`.
void retort_log_sum_exp_gradient(
  float *_Nonnull dx, const float *_Nonnull x, const float *_Nonnull y, const float *_Nonnull dy,
  size_t rows, size_t columns, int accumulate);
