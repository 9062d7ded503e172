#include "retort_optimizers.h"

#include "retort_kernel.h"

RETORT_KERNEL void retort_sgd(
    float *restrict w, const float *restrict gradient, float *restrict velocity, size_t count,
    float scale, float rate, float momentum, float decay) {
  for (size_t i = 0; i < count; i++) {
    float g = scale * gradient[i];
    g = decay * w[i] + g;
    float v = momentum * velocity[i] + g;
    velocity[i] = v;
    w[i] = w[i] - rate * v;
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
    square[i] = s;
    w[i] = w[i] - rate * g / RETORT_SQRT(s + epsilon);
  }
}

RETORT_KERNEL void retort_adamw(
    float *restrict w, const float *restrict gradient, float *restrict mean,
    float *restrict square, size_t count, float scale, float rate, float beta1, float beta2,
    float epsilon, float decay, float correction1, float root_correction2) {
  const float fresh1 = 1.0f - beta1, fresh2 = 1.0f - beta2;
  const float step = rate / correction1, shrink = 1.0f - rate * decay;
  const float inverse_root = 1.0f / root_correction2;
  for (size_t i = 0; i < count; i++) {
    float g = scale * gradient[i];
    float m = fresh1 * g;
    m = beta1 * mean[i] + m;
    float v = fresh2 * g * g;
    v = beta2 * square[i] + v;
    mean[i] = m;
    square[i] = v;
    float denominator = RETORT_SQRT(v) * inverse_root + epsilon;
    float shrunk = shrink * w[i];
    w[i] = shrunk - step * (m / denominator);
  }
}
