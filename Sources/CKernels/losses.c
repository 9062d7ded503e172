#include "retort_losses.h"

#include "retort_kernel.h"

// Sixteen rows are worked on side by side, one a lane, classes one after the other: every row's sums
// run in the order of classes whatever the vector width, and few classes still fill the vectors.
enum { lanes = 16 };

size_t retort_cross_entropy_scratch(size_t classes) { return 4 * lanes * classes; }

typedef float sixteen __attribute__((vector_size(4 * lanes), aligned(4)));

/// block[c, lane] = x[lane, c], zeros in the lanes past `live`.
RETORT_INLINE void load_block(
    float *restrict block, const float *restrict x, size_t live, size_t classes) {
  if (classes == 2 && live == lanes) {
    sixteen a = *(const sixteen *)x, b = *(const sixteen *)(x + lanes);
    *(sixteen *)block = __builtin_shufflevector(
        a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    *(sixteen *)(block + lanes) = __builtin_shufflevector(
        a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
    return;
  }
  for (size_t class = 0; class < classes; class++) {
    for (size_t lane = 0; lane < lanes; lane++) {
      block[class * lanes + lane] = lane < live ? x[lane * classes + class] : 0.0f;
    }
  }
}

/// x[lane, c] = block[c, lane] of the first `live` lanes, added to x where `accumulate`.
RETORT_INLINE void store_block(
    float *restrict x, const float *restrict block, size_t live, size_t classes, int accumulate) {
  if (classes == 2 && live == lanes) {
    sixteen a = *(const sixteen *)block, b = *(const sixteen *)(block + lanes);
    sixteen first = __builtin_shufflevector(
        a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    sixteen second = __builtin_shufflevector(
        a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    if (accumulate) {
      first += *(const sixteen *)x;
      second += *(const sixteen *)(x + lanes);
    }
    *(sixteen *)x = first;
    *(sixteen *)(x + lanes) = second;
    return;
  }
  for (size_t lane = 0; lane < live; lane++) {
    for (size_t class = 0; class < classes; class++) {
      float before = accumulate ? x[lane * classes + class] : 0.0f;
      x[lane * classes + class] = before + block[class * lanes + lane];
    }
  }
}

/// scaled[c, lane] = x[row + lane, c] · factor − its maximum over c; powers[c, lane] = its exponential.
/// Gives the sum of the exponentials. Lanes past `live` hold zeros.
RETORT_INLINE void softmax_block(
    const float *restrict x, size_t live, size_t classes, float factor, float *restrict scaled,
    float *restrict powers, float *restrict sum) {
  float maximum[lanes];
  for (int lane = 0; lane < lanes; lane++) maximum[lane] = -3.402823466e38f;
  load_block(scaled, x, live, classes);
  for (size_t class = 0; class < classes; class++) {
    float *restrict line = scaled + class * lanes;
    for (int lane = 0; lane < lanes; lane++) {
      line[lane] *= factor;
      maximum[lane] = line[lane] > maximum[lane] ? line[lane] : maximum[lane];
    }
  }
  for (int lane = 0; lane < lanes; lane++) sum[lane] = 0.0f;
  for (size_t class = 0; class < classes; class++) {
    float *restrict line = scaled + class * lanes;
    float *restrict power = powers + class * lanes;
    for (int lane = 0; lane < lanes; lane++) {
      line[lane] -= maximum[lane];
      power[lane] = retort_exp(line[lane]);
      sum[lane] += power[lane];
    }
  }
}

RETORT_KERNEL double retort_cross_entropy(
    const float *logits, const float *targets, size_t rows, size_t classes, retort_target target,
    float inverse_target_temperature, float inverse_temperature, int divergence,
    const float *row_weights, float weight, float *gradient, int accumulate, float *scratch) {
  float *restrict z = scratch;
  float *restrict powers = z + lanes * classes;
  float *restrict p = powers + lanes * classes;
  float *restrict t = p + lanes * classes;
  const float factor = weight * inverse_temperature / (float)rows;
  const int from_logits = target == retort_target_logits;
  double total = 0.0;

  for (size_t row = 0; row < rows; row += lanes) {
    const size_t live = rows - row < lanes ? rows - row : lanes;
    float sum[lanes], logsum[lanes], mass[lanes], loss[lanes], inverse[lanes];
    softmax_block(logits + row * classes, live, classes, inverse_temperature, z, powers, sum);
    for (int lane = 0; lane < lanes; lane++) {
      logsum[lane] = retort_log(sum[lane]);
      inverse[lane] = 1.0f / sum[lane];
      mass[lane] = 0.0f;
      loss[lane] = 0.0f;
    }

    if (from_logits) {
      float target_sum[lanes], target_logsum[lanes], target_inverse[lanes];
      softmax_block(
          targets + row * classes, live, classes, inverse_target_temperature, t, p, target_sum);
      for (int lane = 0; lane < lanes; lane++) {
        target_logsum[lane] = divergence ? retort_log(target_sum[lane]) : 0.0f;
        target_inverse[lane] = 1.0f / target_sum[lane];
      }
      for (size_t class = 0; class < classes; class++) {
        for (int lane = 0; lane < lanes; lane++) {
          size_t i = class * lanes + (size_t)lane;
          p[i] = p[i] * target_inverse[lane];
          // log p, or 0 for the cross-entropy, which leaves out the entropy of p.
          float log_p = divergence ? t[i] - target_logsum[lane] : 0.0f;
          loss[lane] = p[i] * (log_p - (z[i] - logsum[lane])) + loss[lane];
          mass[lane] += p[i];
        }
      }
    } else {
      load_block(p, targets + row * classes, live, classes);
      for (size_t class = 0; class < classes; class++) {
        for (int lane = 0; lane < lanes; lane++) {
          size_t i = class * lanes + (size_t)lane;
          loss[lane] = p[i] * (logsum[lane] - z[i]) + loss[lane];
          mass[lane] += p[i];
        }
      }
    }
    float share[lanes];
    for (size_t lane = 0; lane < lanes; lane++) {
      share[lane] = row_weights == NULL ? 1.0f : lane < live ? row_weights[row + lane] : 0.0f;
    }
    if (row_weights != NULL) {
      for (int lane = 0; lane < lanes; lane++) {
        loss[lane] = share[lane] == 0.0f ? 0.0f : share[lane] * loss[lane];
      }
    }
    for (size_t lane = 0; lane < live; lane++) total += (double)loss[lane];

    if (gradient == NULL) continue;
    for (int lane = 0; lane < lanes; lane++) inverse[lane] *= mass[lane];
    for (size_t class = 0; class < classes; class++) {
      for (int lane = 0; lane < lanes; lane++) {
        size_t i = class * lanes + (size_t)lane;
        z[i] = (powers[i] * inverse[lane] - p[i]) * factor;
      }
    }
    if (row_weights != NULL) {
      for (size_t class = 0; class < classes; class++) {
        for (int lane = 0; lane < lanes; lane++) {
          size_t i = class * lanes + (size_t)lane;
          z[i] = share[lane] == 0.0f ? 0.0f : z[i] * share[lane];
        }
      }
    }
    store_block(gradient + row * classes, z, live, classes, accumulate);
  }
  return total / (double)rows;
}

/// The same with a weight a row; sums of a row run over eight lanes, too.
RETORT_INLINE double weighted_squared_error(
    const float *x, const float *y, size_t rows, size_t columns, const float *row_weights,
    float weight, float *gradient, int accumulate) {
  enum { sums = 8 };
  double total = 0.0;
  for (size_t row = 0; row < rows; row++) {
    const float *left = x + row * columns, *right = y + row * columns;
    const float share = row_weights[row];
    double partial[sums] = {0};
    size_t i = 0;
    for (; i + sums <= columns; i += sums) {
      for (int lane = 0; lane < sums; lane++) {
        float difference = left[i + (size_t)lane] - right[i + (size_t)lane];
        partial[lane] += (double)(difference * difference);
      }
    }
    for (int lane = 0; i < columns; i++, lane++) {
      float difference = left[i] - right[i];
      partial[lane] += (double)(difference * difference);
    }
    double sum = 0.0;
    for (int lane = 0; lane < sums; lane++) sum += partial[lane];
    total += share == 0.0f ? 0.0 : (double)share * sum;
    if (gradient == NULL) continue;
    float *slope = gradient + row * columns;
    const float factor = 2.0f * weight / (float)rows * share;
    for (size_t j = 0; j < columns; j++) {
      float own = share == 0.0f ? 0.0f : (left[j] - right[j]) * factor;
      slope[j] = (accumulate ? slope[j] : 0.0f) + own;
    }
  }
  return total / (double)rows;
}

RETORT_KERNEL double retort_squared_error(
    const float *x, const float *y, size_t rows, size_t columns, const float *row_weights,
    float weight, float *gradient, int accumulate) {
  if (row_weights != NULL) {
    return weighted_squared_error(
        x, y, rows, columns, row_weights, weight, gradient, accumulate);
  }
  enum { sums = 8 };
  const size_t count = rows * columns;
  double partial[sums] = {0};
  size_t i = 0;
  for (; i + sums <= count; i += sums) {
    for (int lane = 0; lane < sums; lane++) {
      float difference = x[i + (size_t)lane] - y[i + (size_t)lane];
      partial[lane] += (double)(difference * difference);
    }
  }
  for (int lane = 0; i < count; i++, lane++) {
    float difference = x[i] - y[i];
    partial[lane] += (double)(difference * difference);
  }
  double total = 0.0;
  for (int lane = 0; lane < sums; lane++) total += partial[lane];

  if (gradient != NULL) {
    const float factor = 2.0f * weight / (float)rows;
    if (accumulate) {
      for (size_t j = 0; j < count; j++) gradient[j] = (x[j] - y[j]) * factor + gradient[j];
    } else {
      for (size_t j = 0; j < count; j++) gradient[j] = (x[j] - y[j]) * factor;
    }
  }
  return total / (double)rows;
}
