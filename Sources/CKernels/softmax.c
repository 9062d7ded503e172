#include "retort_softmax.h"

#include "retort_lanes.h"

static const float lowest = -3.402823466e38f;

RETORT_INLINE float row_maximum(const float *x, size_t columns) {
  float maximum[retort_lanes], lane[retort_lanes];
  retort_clear_lanes(maximum, lowest);
  for (size_t start = 0; start < columns; start += retort_lanes) {
    retort_load_lanes(lane, x + start, retort_live(start, columns), lowest);
    RETORT_LANES
    for (int i = 0; i < retort_lanes; i++) maximum[i] = lane[i] > maximum[i] ? lane[i] : maximum[i];
  }
  return retort_maximum_of_lanes(maximum);
}

/// Σ e^(x − maximum); writes the terms to `powers` where that is not null. Lanes past the end, far
/// below any maximum, are kept out of the sum.
RETORT_INLINE float row_powers(float *powers, const float *x, size_t columns, float maximum) {
  float sum[retort_lanes], lane[retort_lanes];
  retort_clear_lanes(sum, 0.0f);
  for (size_t start = 0; start < columns; start += retort_lanes) {
    const size_t live = retort_live(start, columns);
    retort_load_lanes(lane, x + start, live, maximum);
    RETORT_LANES
    for (size_t i = 0; i < retort_lanes; i++) {
      float power = retort_exp(lane[i] - maximum);
      lane[i] = power;
      sum[i] += i < live ? power : 0.0f;
    }
    if (powers != NULL) retort_store_lanes(powers + start, lane, live);
  }
  return retort_sum_of_lanes(sum);
}

/// Σ a · b over a row; b null stands for ones.
RETORT_INLINE float row_product(const float *a, const float *b, size_t columns) {
  float sum[retort_lanes], left[retort_lanes], right[retort_lanes];
  retort_clear_lanes(sum, 0.0f);
  for (size_t start = 0; start < columns; start += retort_lanes) {
    const size_t live = retort_live(start, columns);
    retort_load_lanes(left, a + start, live, 0.0f);
    if (b == NULL) {
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) sum[i] += left[i];
    } else {
      retort_load_lanes(right, b + start, live, 0.0f);
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) sum[i] = left[i] * right[i] + sum[i];
    }
  }
  return retort_sum_of_lanes(sum);
}

RETORT_KERNEL void retort_softmax(float *y, const float *x, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    float *out = y + row * columns;
    const float *line = x + row * columns;
    const float maximum = row_maximum(line, columns);
    const float inverse = 1.0f / row_powers(out, line, columns, maximum);
    for (size_t column = 0; column < columns; column++) out[column] *= inverse;
  }
}

RETORT_KERNEL void retort_softmax_gradient(
    float *dx, const float *y, const float *dy, size_t rows, size_t columns, int accumulate) {
  for (size_t row = 0; row < rows; row++) {
    float *out = dx + row * columns;
    const float *probabilities = y + row * columns, *gradient = dy + row * columns;
    const float mean = row_product(probabilities, gradient, columns);
    if (accumulate) {
      RETORT_ELEMENTWISE
      for (size_t column = 0; column < columns; column++) {
        out[column] = probabilities[column] * (gradient[column] - mean) + out[column];
      }
    } else {
      RETORT_ELEMENTWISE
      for (size_t column = 0; column < columns; column++) {
        out[column] = probabilities[column] * (gradient[column] - mean);
      }
    }
  }
}

RETORT_KERNEL void retort_log_softmax(float *y, const float *x, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    float *out = y + row * columns;
    const float *line = x + row * columns;
    const float maximum = row_maximum(line, columns);
    const float logsum = retort_log(row_powers(NULL, line, columns, maximum));
    RETORT_ELEMENTWISE
    for (size_t column = 0; column < columns; column++) {
      out[column] = (line[column] - maximum) - logsum;
    }
  }
}

RETORT_KERNEL void retort_log_softmax_gradient(
    float *dx, const float *y, const float *dy, size_t rows, size_t columns, int accumulate) {
  for (size_t row = 0; row < rows; row++) {
    float *out = dx + row * columns;
    const float *line = y + row * columns, *gradient = dy + row * columns;
    const float total = row_product(gradient, NULL, columns);
    for (size_t start = 0; start < columns; start += retort_lanes) {
      const size_t live = retort_live(start, columns);
      float value[retort_lanes], slope[retort_lanes], before[retort_lanes];
      retort_load_lanes(value, line + start, live, 0.0f);
      retort_load_lanes(slope, gradient + start, live, 0.0f);
      retort_clear_lanes(before, 0.0f);
      if (accumulate) retort_load_lanes(before, out + start, live, 0.0f);
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) {
        value[i] = before[i] + (slope[i] - retort_exp(value[i]) * total);
      }
      retort_store_lanes(out + start, value, live);
    }
  }
}

RETORT_KERNEL void retort_log_sum_exp(float *y, const float *x, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    const float *line = x + row * columns;
    const float maximum = row_maximum(line, columns);
    y[row] = maximum + retort_log(row_powers(NULL, line, columns, maximum));
  }
}

RETORT_KERNEL void retort_log_sum_exp_gradient(
    float *dx, const float *x, const float *y, const float *dy, size_t rows, size_t columns,
    int accumulate) {
  for (size_t row = 0; row < rows; row++) {
    float *restrict out = dx + row * columns;
    const float *restrict line = x + row * columns;
    const float logsum = y[row], slope = dy[row];
    if (accumulate) {
      for (size_t column = 0; column < columns; column++) {
        out[column] = retort_exp(line[column] - logsum) * slope + out[column];
      }
    } else {
      for (size_t column = 0; column < columns; column++) {
        out[column] = retort_exp(line[column] - logsum) * slope;
      }
    }
  }
}
