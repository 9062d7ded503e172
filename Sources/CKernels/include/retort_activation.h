#pragma once
#include <stddef.h>

/// An element-wise activation function f.
typedef enum retort_activation {
  /// max(x, 0); NaN stays NaN.
  retort_activation_relu = 0,
  /// x · Φ(x), Φ the normal distribution function by erf: PyTorch's default, not the tanh form.
  retort_activation_gelu = 1,
  /// x / (1 + e⁻ˣ), also called swish.
  retort_activation_silu = 2,
  /// The hyperbolic tangent.
  retort_activation_tanh = 3,
} retort_activation;

/// 1 where the gradient of `activation` is computed from y (relu, tanh), 0 where from x (gelu, silu):
/// what a caller has to keep until then.
int retort_activation_keeps_output(retort_activation activation);

/// y[i] = f(x[i]); y may be x.
void retort_activate(
  float *_Nonnull y, const float *_Nonnull x, size_t count, retort_activation activation);

/// dx[i] = f′ · dy[i], added to dx where `accumulate`; dx may be dy.
/// - kept: y for relu and tanh, x for gelu and silu.
void retort_activate_gradient(
  float *_Nonnull dx, const float *_Nonnull kept, const float *_Nonnull dy, size_t count,
  retort_activation activation, int accumulate);

/// x[r, c] (+= bias[c] where `bias`), then y[r, c] = f(x[r, c]) and x[r, c] = f′(x[r, c]) for a backward
/// pass that is one `retort_multiply`: f and f′ share most of their work.
void retort_activate_keeping_slope(
  float *_Nonnull y, float *_Nonnull x, const float *_Nullable bias, size_t rows, size_t columns,
  retort_activation activation);
