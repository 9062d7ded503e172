#include "retort_lanes.h"
#include "retort_similarity.h"

size_t retort_contrastive_scratch(size_t rows) { return 3 * rows; }

RETORT_KERNEL double retort_contrastive(
    const float *similarities, size_t rows, float inverse_temperature, int symmetric, float weight,
    float *gradient, int accumulate, float *scratch) {
  const float lowest = -3.402823466e38f, factor = inverse_temperature;
  float *restrict row_log = scratch;
  float *restrict column_top = scratch + rows;
  float *restrict column_log = scratch + 2 * rows;
  double total = 0.0;

  for (size_t column = 0; column < rows; column++) column_top[column] = lowest;
  for (size_t row = 0; row < rows; row++) {
    const float *line = similarities + row * rows;
    float maximum[retort_lanes], sum[retort_lanes], value[retort_lanes];
    retort_clear_lanes(maximum, lowest);
    for (size_t start = 0; start < rows; start += retort_lanes) {
      const size_t live = retort_live(start, rows);
      retort_load_lanes(value, line + start, live, lowest);
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) {
        maximum[i] = value[i] > maximum[i] ? value[i] : maximum[i];
      }
    }
    const float top = retort_maximum_of_lanes(maximum);
    retort_clear_lanes(sum, 0.0f);
    for (size_t start = 0; start < rows; start += retort_lanes) {
      const size_t live = retort_live(start, rows);
      retort_load_lanes(value, line + start, live, top);
      RETORT_LANES
      for (size_t i = 0; i < retort_lanes; i++) {
        float power = retort_exp((value[i] - top) * factor);
        sum[i] += i < live ? power : 0.0f;
      }
    }
    row_log[row] = top * factor + retort_log(retort_sum_of_lanes(sum));
    total += (double)row_log[row] - (double)(line[row] * factor);
    if (!symmetric) continue;
    for (size_t column = 0; column < rows; column++) {
      column_top[column] = line[column] > column_top[column] ? line[column] : column_top[column];
    }
  }
  if (symmetric) {
    memset(column_log, 0, rows * sizeof(float));
    for (size_t row = 0; row < rows; row++) {
      const float *restrict line = similarities + row * rows;
      for (size_t column = 0; column < rows; column++) {
        column_log[column] += retort_exp((line[column] - column_top[column]) * factor);
      }
    }
    for (size_t column = 0; column < rows; column++) {
      column_log[column] = column_top[column] * factor + retort_log(column_log[column]);
    }
    for (size_t row = 0; row < rows; row++) {
      total += (double)column_log[row] - (double)(similarities[row * rows + row] * factor);
    }
  }
  const double share = 1.0 / (double)(symmetric ? 2 * rows : rows);
  if (gradient == NULL) return total * share;

  const float slope = (float)((double)weight * (double)factor * share);
  for (size_t row = 0; row < rows; row++) {
    const float *restrict line = similarities + row * rows;
    float *restrict out = gradient + row * rows;
    const float logsum = row_log[row];
    if (!accumulate) memset(out, 0, rows * sizeof(float));
    if (symmetric) {
      for (size_t column = 0; column < rows; column++) {
        float s = line[column] * factor;
        float p = retort_exp(s - logsum) + retort_exp(s - column_log[column]);
        out[column] = p * slope + out[column];
      }
      out[row] -= 2.0f * slope;
    } else {
      for (size_t column = 0; column < rows; column++) {
        out[column] = retort_exp(line[column] * factor - logsum) * slope + out[column];
      }
      out[row] -= slope;
    }
  }
  return total * share;
}
