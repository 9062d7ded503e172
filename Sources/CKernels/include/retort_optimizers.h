#pragma once
#include <stddef.h>

// In all of them g = scale · gradient[i] (scale clips by global norm), w = parameters[i]. Moments that
// become denormal are set to 0.

/// g += decay · w;  v = momentum · v + g;  w −= rate · v, or, with `nesterov`,
/// w −= rate · (g + momentum · v)
void retort_sgd(
  float *_Nonnull parameters, const float *_Nonnull gradient, float *_Nonnull velocity,
  size_t count, float scale, float rate, float momentum, float decay, int nesterov);

/// g += decay · w;  s = smoothing · s + (1 − smoothing) · g²;  w −= rate · g / √(s + epsilon)
void retort_rmsprop(
  float *_Nonnull parameters, const float *_Nonnull gradient, float *_Nonnull square,
  size_t count, float scale, float rate, float smoothing, float epsilon, float decay);

/// g += decay · w;  m = β₁ m + (1 − β₁) g;  v = β₂ v + (1 − β₂) g²;
/// w −= rate / correction1 · m / (√v / √correction2 + epsilon)
void retort_adam(
  float *_Nonnull parameters, const float *_Nonnull gradient, float *_Nonnull mean,
  float *_Nonnull square, size_t count, float scale, float rate, float beta1, float beta2,
  float epsilon, float decay, float correction1, float root_correction2);

/// As `retort_adam`, but the decay stays out of the gradient: w −= rate · decay · w first.
void retort_adamw(
  float *_Nonnull parameters, const float *_Nonnull gradient, float *_Nonnull mean,
  float *_Nonnull square, size_t count, float scale, float rate, float beta1, float beta2,
  float epsilon, float decay, float correction1, float root_correction2);

/// x[i] += share · (target[i] − x[i])
void retort_move_towards(
  float *_Nonnull x, const float *_Nonnull target, size_t count, float share);

/// x[i] and y[i] change places.
void retort_swap_values(float *_Nonnull x, float *_Nonnull y, size_t count);
