#pragma once
#include <stddef.h>

/// What the distribution p of a cross-entropy is made of.
typedef enum retort_target {
  /// `targets` holds p itself.
  retort_target_probabilities = 0,
  /// `targets` holds logits t; p = softmax(t · inverse target temperature).
  retort_target_logits = 1,
} retort_target;

/// Number of floats `retort_cross_entropy` wants as scratch.
size_t retort_cross_entropy_scratch(size_t classes);

/// `row_weights`, where not null, weighs every row: the mean is Σ weight · loss / rows, and nothing of a row of
/// weight 0 is looked at.

/// The mean over rows of −Σ p log q, q = softmax(z · inverse_temperature), in nats; with `divergence`
/// and logit targets, of KL(p ‖ q) = Σ p (log p − log q).
///
/// Where `gradient` is not null, writes (or adds, where `accumulate`) weight · ∂mean/∂z to it.
double retort_cross_entropy(
  const float *_Nonnull logits, const float *_Nonnull targets, size_t rows, size_t classes,
  retort_target target, float inverse_target_temperature, float inverse_temperature, int divergence,
  const float *_Nullable row_weights, float weight, float *_Nullable gradient, int accumulate,
  float *_Nonnull scratch);

/// The mean over rows of Σ (x − y)² over columns; gradient as above.
double retort_squared_error(
  const float *_Nonnull x, const float *_Nonnull y, size_t rows, size_t columns,
  const float *_Nullable row_weights, float weight, float *_Nullable gradient, int accumulate);
