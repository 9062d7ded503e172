#include "retort_lanes.h"
#include "retort_normalisation.h"

/// Σ (x − centre)^power over a row, power 1 or 2, by lanes.
RETORT_INLINE float row_moment(const float *x, size_t columns, float centre, int squared) {
  float sum[retort_lanes], value[retort_lanes];
  retort_clear_lanes(sum, 0.0f);
  for (size_t start = 0; start < columns; start += retort_lanes) {
    retort_load_lanes(value, x + start, retort_live(start, columns), centre);
    RETORT_LANES
    for (int i = 0; i < retort_lanes; i++) {
      float difference = value[i] - centre;
      sum[i] = squared ? difference * difference + sum[i] : sum[i] + difference;
    }
  }
  return retort_sum_of_lanes(sum);
}

/// x = a + b; gives Σ x by lanes.
RETORT_INLINE float add_rows(float *x, const float *a, const float *b, size_t columns) {
  float sum[retort_lanes], value[retort_lanes], other[retort_lanes];
  retort_clear_lanes(sum, 0.0f);
  for (size_t start = 0; start < columns; start += retort_lanes) {
    const size_t live = retort_live(start, columns);
    retort_load_lanes(value, a + start, live, 0.0f);
    retort_load_lanes(other, b + start, live, 0.0f);
    RETORT_LANES
    for (int i = 0; i < retort_lanes; i++) {
      value[i] += other[i];
      sum[i] += value[i];
    }
    retort_store_lanes(x + start, value, live);
  }
  return retort_sum_of_lanes(sum);
}

RETORT_INLINE void normalise_row(
    float *y, float *mean, float *inverse, const float *x, float sum, const float *scale,
    const float *shift, size_t columns, float epsilon) {
  const float centre = sum / (float)columns;
  const float variance = row_moment(x, columns, centre, 1) / (float)columns;
  const float factor = 1.0f / RETORT_SQRT(variance + epsilon);
  *mean = centre;
  *inverse = factor;
  RETORT_ELEMENTWISE
  for (size_t column = 0; column < columns; column++) {
    y[column] = (x[column] - centre) * factor * scale[column] + shift[column];
  }
}

RETORT_KERNEL void retort_layer_norm(
    float *y, float *mean, float *inverse, const float *x, const float *scale, const float *shift,
    size_t rows, size_t columns, float epsilon) {
  for (size_t row = 0; row < rows; row++) {
    const size_t start = row * columns;
    const float sum = row_moment(x + start, columns, 0.0f, 0);
    normalise_row(
        y + start, mean + row, inverse + row, x + start, sum, scale, shift, columns, epsilon);
  }
}

RETORT_KERNEL void retort_layer_norm_of_sum(
    float *y, float *sum, float *mean, float *inverse, const float *a, const float *b,
    const float *scale, const float *shift, size_t rows, size_t columns, float epsilon) {
  for (size_t row = 0; row < rows; row++) {
    const size_t start = row * columns;
    const float total = add_rows(sum + start, a + start, b + start, columns);
    normalise_row(
        y + start, mean + row, inverse + row, sum + start, total, scale, shift, columns, epsilon);
  }
}

RETORT_KERNEL void retort_layer_norm_gradient(
    float *dx, float *dscale, float *dshift, const float *x, const float *mean,
    const float *inverse, const float *scale, const float *dy, size_t rows, size_t columns,
    int accumulate, int accumulate_parameters) {
  if (!accumulate_parameters) {
    memset(dscale, 0, columns * sizeof(float));
    memset(dshift, 0, columns * sizeof(float));
  }
  for (size_t row = 0; row < rows; row++) {
    const float *line = x + row * columns, *slope = dy + row * columns;
    const float centre = mean[row], factor = inverse[row];
    float sum[retort_lanes], product[retort_lanes];
    retort_clear_lanes(sum, 0.0f);
    retort_clear_lanes(product, 0.0f);
    for (size_t start = 0; start < columns; start += retort_lanes) {
      const size_t live = retort_live(start, columns);
      float value[retort_lanes], gradient[retort_lanes], weight[retort_lanes];
      float scale_sum[retort_lanes], shift_sum[retort_lanes];
      retort_load_lanes(value, line + start, live, centre);
      retort_load_lanes(gradient, slope + start, live, 0.0f);
      retort_load_lanes(weight, scale + start, live, 0.0f);
      retort_load_lanes(scale_sum, dscale + start, live, 0.0f);
      retort_load_lanes(shift_sum, dshift + start, live, 0.0f);
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) {
        float standard = (value[i] - centre) * factor;
        float weighted = gradient[i] * weight[i];
        sum[i] += weighted;
        product[i] = weighted * standard + product[i];
        scale_sum[i] = gradient[i] * standard + scale_sum[i];
        shift_sum[i] += gradient[i];
      }
      retort_store_lanes(dscale + start, scale_sum, live);
      retort_store_lanes(dshift + start, shift_sum, live);
    }
    if (dx == NULL) continue;
    const float mean_gradient = retort_sum_of_lanes(sum) / (float)columns;
    const float mean_product = retort_sum_of_lanes(product) / (float)columns;
    float *out = dx + row * columns;
    if (accumulate) {
      RETORT_ELEMENTWISE
      for (size_t column = 0; column < columns; column++) {
        float standard = (line[column] - centre) * factor;
        float rest = slope[column] * scale[column] - mean_gradient;
        out[column] = factor * (rest - standard * mean_product) + out[column];
      }
    } else {
      RETORT_ELEMENTWISE
      for (size_t column = 0; column < columns; column++) {
        float standard = (line[column] - centre) * factor;
        float rest = slope[column] * scale[column] - mean_gradient;
        out[column] = factor * (rest - standard * mean_product);
      }
    }
  }
}
