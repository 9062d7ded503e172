#pragma once
#include <stddef.h>

/// z[i] = x[i] · y[i], added to z where `accumulate`; z may be x.
void retort_multiply(
  float *_Nonnull z, const float *_Nonnull x, const float *_Nonnull y, size_t count,
  int accumulate);

/// y[i] = scale · x[i], added to y where `accumulate`; y may be x.
void retort_scale(
  float *_Nonnull y, const float *_Nonnull x, float scale, size_t count, int accumulate);

/// z[i] = x[i] / y[i], added to z where `accumulate`; z may be x.
void retort_divide(
  float *_Nonnull z, const float *_Nonnull x, const float *_Nonnull y, size_t count,
  int accumulate);

/// The divisor's gradient of z = x / y: dy[i] = −dz[i] · z[i] / y[i], added to dy where `accumulate`.
void retort_divisor_gradient(
  float *_Nonnull dy, const float *_Nonnull dz, const float *_Nonnull z, const float *_Nonnull y,
  size_t count, int accumulate);

/// Functions of one number that stand in formulas, not behind layers.
typedef enum retort_function {
  /// √x; NaN below 0.
  retort_function_square_root = 0,
  /// Natural logarithm, relative error below 2e-7; −∞ at 0, NaN below.
  retort_function_logarithm = 1,
  /// eˣ, relative error below 1e-7; clamped outside [−87.3, 88].
  retort_function_exponential = 2,
  /// |x|
  retort_function_magnitude = 3,
  /// cos x, absolute error below 3e-7; x is clamped outside [−8192, 8192].
  retort_function_cosine = 4,
} retort_function;

/// y[i] = f(x[i]); y may be x.
void retort_apply(
  float *_Nonnull y, const float *_Nonnull x, size_t count, retort_function function);

/// dx[i] = f′(x[i]) · dy[i], added to dx where `accumulate`; dx may be dy. The slopes of √ and |·| at 0 are 0.
/// `kept` is f(x) of the square root and the exponential, x of the others.
void retort_apply_gradient(
  float *_Nonnull dx, const float *_Nonnull kept, const float *_Nonnull dy, size_t count,
  retort_function function, int accumulate);

/// x[r, c] = ((x[r, c] − high[c]) − low[c]) · inverse[c], in place.
/// The mean comes in two parts, high + low, so that a mean far from zero costs no digits.
void retort_standardise(
  float *_Nonnull x, const float *_Nonnull high, const float *_Nonnull low,
  const float *_Nonnull inverse, size_t rows, size_t columns);
