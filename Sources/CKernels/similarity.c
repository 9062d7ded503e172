#include "retort_similarity.h"

#include "retort_lanes.h"

static const float smallest_norm = 1e-12f;

/// Σ a · b over a row, by lanes.
RETORT_INLINE float dot(const float *a, const float *b, size_t columns) {
  float sum[retort_lanes], left[retort_lanes], right[retort_lanes];
  retort_clear_lanes(sum, 0.0f);
  for (size_t start = 0; start < columns; start += retort_lanes) {
    const size_t live = retort_live(start, columns);
    retort_load_lanes(left, a + start, live, 0.0f);
    retort_load_lanes(right, b + start, live, 0.0f);
    RETORT_LANES
    for (int i = 0; i < retort_lanes; i++) sum[i] = left[i] * right[i] + sum[i];
  }
  return retort_sum_of_lanes(sum);
}

/// max(‖x‖, 1e-12); NaN stays NaN.
RETORT_INLINE float norm(const float *x, size_t columns) {
  float size = RETORT_SQRT(dot(x, x, columns));
  return size < smallest_norm ? smallest_norm : size;
}

/// out = (gradient − direction · along) · factor, added where `accumulate`.
RETORT_INLINE void project(
    float *out, const float *gradient, const float *direction, float along, float factor,
    size_t columns, int accumulate) {
  if (accumulate) {
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < columns; i++) {
      out[i] = (gradient[i] - direction[i] * along) * factor + out[i];
    }
  } else {
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < columns; i++) out[i] = (gradient[i] - direction[i] * along) * factor;
  }
}

RETORT_KERNEL void retort_unit_rows(
    float *y, float *norms, const float *x, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    const float *line = x + row * columns;
    float *out = y + row * columns;
    const float size = norm(line, columns), inverse = 1.0f / size;
    norms[row] = size;
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < columns; i++) out[i] = line[i] * inverse;
  }
}

RETORT_KERNEL void retort_unit_rows_gradient(
    float *dx, const float *y, const float *norms, const float *dy, size_t rows, size_t columns,
    int accumulate) {
  for (size_t row = 0; row < rows; row++) {
    const size_t start = row * columns;
    // At the floor the norm is a constant.
    const float along = norms[row] > smallest_norm ? dot(y + start, dy + start, columns) : 0.0f;
    project(
        dx + start, dy + start, y + start, along, 1.0f / norms[row], columns, accumulate);
  }
}

RETORT_KERNEL void retort_row_products(
    float *y, const float *a, const float *b, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    y[row] = dot(a + row * columns, b + row * columns, columns);
  }
}

RETORT_KERNEL void retort_row_products_gradient(
    float *da, const float *b, const float *dy, size_t rows, size_t columns, int accumulate) {
  for (size_t row = 0; row < rows; row++) {
    float *restrict out = da + row * columns;
    const float *restrict other = b + row * columns;
    const float slope = dy[row];
    if (accumulate) {
      for (size_t i = 0; i < columns; i++) out[i] = slope * other[i] + out[i];
    } else {
      for (size_t i = 0; i < columns; i++) out[i] = slope * other[i];
    }
  }
}

RETORT_KERNEL void retort_squared_distances(
    float *distances, const float *products, const float *a, const float *b, size_t rows,
    size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    float *out = distances + row * columns;
    const float *line = products + row * columns;
    const float square = a[row];
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < columns; i++) {
      float distance = (square + b[i]) - 2.0f * line[i];
      out[i] = distance < 0.0f ? 0.0f : distance;
    }
  }
}

RETORT_KERNEL void retort_squared_distances_gradient(
    float *dproducts, float *da, float *db, const float *d, size_t rows, size_t columns,
    int accumulate) {
  if (!accumulate) memset(db, 0, columns * sizeof(float));
  for (size_t row = 0; row < rows; row++) {
    const float *line = d + row * columns;
    float *out = dproducts + row * columns;
    float sum[retort_lanes];
    retort_clear_lanes(sum, 0.0f);
    for (size_t start = 0; start < columns; start += retort_lanes) {
      const size_t live = retort_live(start, columns);
      float slope[retort_lanes], column_sum[retort_lanes], before[retort_lanes];
      retort_load_lanes(slope, line + start, live, 0.0f);
      retort_load_lanes(column_sum, db + start, live, 0.0f);
      retort_clear_lanes(before, 0.0f);
      if (accumulate) retort_load_lanes(before, out + start, live, 0.0f);
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) {
        sum[i] += slope[i];
        column_sum[i] += slope[i];
        slope[i] = before[i] - 2.0f * slope[i];
      }
      retort_store_lanes(db + start, column_sum, live);
      retort_store_lanes(out + start, slope, live);
    }
    const float total = retort_sum_of_lanes(sum);
    da[row] = accumulate ? da[row] + total : total;
  }
}
