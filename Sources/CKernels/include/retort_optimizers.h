#pragma once
#include <stddef.h>

// In all of them g = scale · gradient[i] (scale clips by global norm), w = parameters[i].

/// g += decay · w;  v = momentum · v + g;  w −= rate · v
void retort_sgd(
  float *_Nonnull parameters, const float *_Nonnull gradient, float *_Nonnull velocity,
  size_t count, float scale, float rate, float momentum, float decay);

/// g += decay · w;  s = smoothing · s + (1 − smoothing) · g²;  w −= rate · g / √(s + epsilon)
void retort_rmsprop(
  float *_Nonnull parameters, const float *_Nonnull gradient, float *_Nonnull square,
  size_t count, float scale, float rate, float smoothing, float epsilon, float decay);

/// w −= rate · decay · w;  m = β₁ m + (1 − β₁) g;  v = β₂ v + (1 − β₂) g²;
/// w −= rate / correction1 · m / (√v / √correction2 + epsilon)
void retort_adamw(
  float *_Nonnull parameters, const float *_Nonnull gradient, float *_Nonnull mean,
  float *_Nonnull square, size_t count, float scale, float rate, float beta1, float beta2,
  float epsilon, float decay, float correction1, float root_correction2);
