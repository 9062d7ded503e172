#pragma once
#include <stddef.h>

// All of them: x̂ = (x − mean) · inverse, inverse = 1 / √(variance + epsilon), the variance divided by
// the count; y = x̂ · scale + shift. The forward pass keeps mean and inverse for the backward pass.
// Backward, over the n elements that share a mean:
//   dx = inverse · (g − Σg / n − x̂ · Σ(g · x̂) / n), g = dy · scale
//   dscale = Σ dy · x̂,  dshift = Σ dy.
// dx is added to where `accumulate`, dscale and dshift where `accumulate_parameters`; dx may be dy and
// may be null where nobody asks for it.

/// Layer normalisation: a mean and an inverse for every row. y may be x.
/// - mean, inverse: [rows]; scale, shift: [columns].
void retort_layer_norm(
  float *_Nonnull y, float *_Nonnull mean, float *_Nonnull inverse, const float *_Nonnull x,
  const float *_Nonnull scale, const float *_Nonnull shift, size_t rows, size_t columns,
  float epsilon);

/// Layer normalisation of sum = a + b, which is kept for the backward pass. sum may be a or b.
void retort_layer_norm_of_sum(
  float *_Nonnull y, float *_Nonnull sum, float *_Nonnull mean, float *_Nonnull inverse,
  const float *_Nonnull a, const float *_Nonnull b, const float *_Nonnull scale,
  const float *_Nonnull shift, size_t rows, size_t columns, float epsilon);

/// Backward of both: dx is the gradient of x, or of each of a and b.
void retort_layer_norm_gradient(
  float *_Nullable dx, float *_Nonnull dscale, float *_Nonnull dshift, const float *_Nonnull x,
  const float *_Nonnull mean, const float *_Nonnull inverse, const float *_Nonnull scale,
  const float *_Nonnull dy, size_t rows, size_t columns, int accumulate, int accumulate_parameters);

/// Group normalisation of x [batch, pixels, channels]: a mean and an inverse for every item and group
/// of channels / groups neighbouring channels. `groups` divides `channels`. y may be x.
/// - mean, inverse: [batch, groups]; scale, shift: [channels].
void retort_group_norm(
  float *_Nonnull y, float *_Nonnull mean, float *_Nonnull inverse, const float *_Nonnull x,
  const float *_Nonnull scale, const float *_Nonnull shift, size_t batch, size_t pixels,
  size_t channels, size_t groups, float epsilon);

void retort_group_norm_gradient(
  float *_Nullable dx, float *_Nonnull dscale, float *_Nonnull dshift, const float *_Nonnull x,
  const float *_Nonnull mean, const float *_Nonnull inverse, const float *_Nonnull scale,
  const float *_Nonnull dy, size_t batch, size_t pixels, size_t channels, size_t groups,
  int accumulate, int accumulate_parameters);

/// Batch normalisation in training: a mean and an inverse for every column over the rows of the batch.
/// running = (1 − momentum) · running + momentum · batch, the variance there divided by rows − 1, as in
/// PyTorch. y may be x.
/// - mean, inverse, running_mean, running_variance, scale, shift: [columns].
void retort_batch_norm(
  float *_Nonnull y, float *_Nonnull mean, float *_Nonnull inverse, float *_Nonnull running_mean,
  float *_Nonnull running_variance, const float *_Nonnull x, const float *_Nonnull scale,
  const float *_Nonnull shift, size_t rows, size_t columns, float epsilon, float momentum);

void retort_batch_norm_gradient(
  float *_Nullable dx, float *_Nonnull dscale, float *_Nonnull dshift, const float *_Nonnull x,
  const float *_Nonnull mean, const float *_Nonnull inverse, const float *_Nonnull scale,
  const float *_Nonnull dy, size_t rows, size_t columns, int accumulate, int accumulate_parameters);

/// Batch normalisation in evaluation: mean and variance are the running ones. y may be x.
/// - inverse: [columns], written on the way.
void retort_batch_norm_evaluation(
  float *_Nonnull y, float *_Nonnull inverse, const float *_Nonnull running_mean,
  const float *_Nonnull running_variance, const float *_Nonnull x, const float *_Nonnull scale,
  const float *_Nonnull shift, size_t rows, size_t columns, float epsilon);
