#include "retort_optimizers.h"

#include "retort_kernel.h"

/// x, or 0 where x is denormal. A moment that no gradient renews shrinks until rounding stops it among
/// the denormal numbers, where every later step would be three times slower; what it adds to a weight
/// is below any weight's last bit.
RETORT_INLINE float settled(float x) { return x < 0x1p-126f && x > -0x1p-126f ? 0.0f : x; }

RETORT_INLINE void momentum_step(
    float *restrict w, const float *restrict gradient, float *restrict velocity, size_t count,
    float scale, float rate, float momentum, float decay, int nesterov) {
  for (size_t i = 0; i < count; i++) {
    float g = scale * gradient[i];
    g = decay * w[i] + g;
    float v = momentum * velocity[i] + g;
    velocity[i] = settled(v);
    if (nesterov) v = momentum * v + g;
    w[i] = w[i] - rate * v;
  }
}

RETORT_KERNEL void retort_sgd(
    float *w, const float *gradient, float *velocity, size_t count, float scale, float rate,
    float momentum, float decay, int nesterov) {
  if (nesterov) {
    momentum_step(w, gradient, velocity, count, scale, rate, momentum, decay, 1);
  } else {
    momentum_step(w, gradient, velocity, count, scale, rate, momentum, decay, 0);
  }
}

RETORT_KERNEL void retort_rmsprop(
    float *restrict w, const float *restrict gradient, float *restrict square, size_t count,
    float scale, float rate, float smoothing, float epsilon, float decay) {
  const float fresh = 1.0f - smoothing;
  for (size_t i = 0; i < count; i++) {
    float g = scale * gradient[i];
    g = decay * w[i] + g;
    float s = fresh * g * g;
    s = smoothing * square[i] + s;
    square[i] = settled(s);
    w[i] = w[i] - rate * g / RETORT_SQRT(s + epsilon);
  }
}

RETORT_INLINE void adaptive_step(
    float *restrict w, const float *restrict gradient, float *restrict mean,
    float *restrict square, size_t count, float scale, float rate, float beta1, float beta2,
    float epsilon, float decay, float correction1, float root_correction2, int decoupled) {
  const float fresh1 = 1.0f - beta1, fresh2 = 1.0f - beta2;
  const float step = rate / correction1, shrink = 1.0f - rate * decay;
  const float inverse_root = 1.0f / root_correction2;
  for (size_t i = 0; i < count; i++) {
    float g = scale * gradient[i];
    if (!decoupled) g = decay * w[i] + g;
    float m = fresh1 * g;
    m = settled(beta1 * mean[i] + m);
    float v = fresh2 * g * g;
    v = settled(beta2 * square[i] + v);
    mean[i] = m;
    square[i] = v;
    float denominator = RETORT_SQRT(v) * inverse_root + epsilon;
    float kept = decoupled ? shrink * w[i] : w[i];
    w[i] = kept - step * (m / denominator);
  }
}

RETORT_KERNEL void retort_adam(
    float *w, const float *gradient, float *mean, float *square, size_t count, float scale,
    float rate, float beta1, float beta2, float epsilon, float decay, float correction1,
    float root_correction2) {
  adaptive_step(
      w, gradient, mean, square, count, scale, rate, beta1, beta2, epsilon, decay, correction1,
      root_correction2, 0);
}

RETORT_KERNEL void retort_adamw(
    float *w, const float *gradient, float *mean, float *square, size_t count, float scale,
    float rate, float beta1, float beta2, float epsilon, float decay, float correction1,
    float root_correction2) {
  adaptive_step(
      w, gradient, mean, square, count, scale, rate, beta1, beta2, epsilon, decay, correction1,
      root_correction2, 1);
}

RETORT_KERNEL void retort_move_towards(
    float *restrict x, const float *restrict target, size_t count, float share) {
  for (size_t i = 0; i < count; i++) {
    float difference = target[i] - x[i];
    x[i] = share * difference + x[i];
  }
}

RETORT_KERNEL void retort_swap_values(float *restrict x, float *restrict y, size_t count) {
  for (size_t i = 0; i < count; i++) {
    float value = x[i];
    x[i] = y[i];
    y[i] = value;
  }
}
