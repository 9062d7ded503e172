// Group and batch normalisation. Both share means among channels over pixels (or rows) that lie one
// after the other, so one lane is one channel and every sum runs over the pixels in order; batch
// normalisation is the case of one item and as many groups as channels.
#include "retort_lanes.h"
#include "retort_normalisation.h"

// Pixels are summed up in four strands, pixel p in strand p mod 4, so that additions overlap.
enum { strands = 4 };

/// sums[lane] = Σ over pixels of x − centre, or of its square, for the channels of one block of lanes.
RETORT_INLINE void block_moment(
    float *restrict sums, const float *x, size_t pixels, size_t channels, size_t live,
    const float *restrict centre, int squared) {
  float partial[strands][retort_lanes];
  for (int s = 0; s < strands; s++) retort_clear_lanes(partial[s], 0.0f);
  size_t pixel = 0;
  for (; pixel + strands <= pixels; pixel += strands) {
    for (size_t s = 0; s < strands; s++) {
      float value[retort_lanes];
      retort_load_lanes(value, x + (pixel + s) * channels, live, 0.0f);
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) {
        float difference = value[i] - centre[i];
        float before = partial[s][i];
        partial[s][i] = squared ? difference * difference + before : before + difference;
      }
    }
  }
  for (size_t s = 0; pixel < pixels; pixel++, s++) {
    float value[retort_lanes];
    retort_load_lanes(value, x + pixel * channels, live, 0.0f);
    RETORT_LANES
    for (int i = 0; i < retort_lanes; i++) {
      float difference = value[i] - centre[i];
      float before = partial[s][i];
      partial[s][i] = squared ? difference * difference + before : before + difference;
    }
  }
  RETORT_LANES
  for (int i = 0; i < retort_lanes; i++) {
    sums[i] = (partial[0][i] + partial[2][i]) + (partial[1][i] + partial[3][i]);
  }
}

/// lane[i] = values[group of channel start + i].
RETORT_INLINE void load_groups(
    float *restrict lane, const float *values, size_t start, size_t live, size_t width) {
  if (width == 1) {
    retort_load_lanes(lane, values + start, live, 0.0f);
  } else {
    for (size_t i = 0; i < retort_lanes; i++) {
      lane[i] = i < live ? values[(start + i) / width] : 0.0f;
    }
  }
}

/// Means and variances of one item's groups.
RETORT_INLINE void group_moments(
    float *mean, float *variance, const float *x, size_t pixels, size_t channels, size_t groups) {
  const size_t width = channels / groups;
  const float count = (float)(pixels * width);
  float centre[retort_lanes], sums[retort_lanes];
  retort_clear_lanes(centre, 0.0f);
  for (size_t group = 0; group < groups; group++) mean[group] = variance[group] = 0.0f;
  for (size_t start = 0; start < channels; start += retort_lanes) {
    const size_t live = retort_live(start, channels);
    block_moment(sums, x + start, pixels, channels, live, centre, 0);
    for (size_t i = 0; i < live; i++) mean[(start + i) / width] += sums[i];
  }
  for (size_t group = 0; group < groups; group++) mean[group] /= count;
  for (size_t start = 0; start < channels; start += retort_lanes) {
    const size_t live = retort_live(start, channels);
    load_groups(centre, mean, start, live, width);
    block_moment(sums, x + start, pixels, channels, live, centre, 1);
    for (size_t i = 0; i < live; i++) variance[(start + i) / width] += sums[i];
  }
  for (size_t group = 0; group < groups; group++) variance[group] /= count;
}

/// y = (x − mean) · (inverse · scale) + shift for one item.
RETORT_INLINE void apply(
    float *y, const float *x, const float *mean, const float *inverse, const float *scale,
    const float *shift, size_t pixels, size_t channels, size_t groups) {
  const size_t width = channels / groups;
  for (size_t start = 0; start < channels; start += retort_lanes) {
    const size_t live = retort_live(start, channels);
    float centre[retort_lanes], factor[retort_lanes], weight[retort_lanes], offset[retort_lanes];
    load_groups(centre, mean, start, live, width);
    load_groups(factor, inverse, start, live, width);
    retort_load_lanes(weight, scale + start, live, 0.0f);
    retort_load_lanes(offset, shift + start, live, 0.0f);
    for (int i = 0; i < retort_lanes; i++) factor[i] *= weight[i];
    for (size_t pixel = 0; pixel < pixels; pixel++) {
      float value[retort_lanes];
      retort_load_lanes(value, x + pixel * channels + start, live, 0.0f);
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) {
        value[i] = (value[i] - centre[i]) * factor[i] + offset[i];
      }
      retort_store_lanes(y + pixel * channels + start, value, live);
    }
  }
}

RETORT_INLINE void inverse_deviations(
    float *inverse, const float *variance, size_t count, float epsilon) {
  RETORT_ELEMENTWISE
  for (size_t i = 0; i < count; i++) inverse[i] = 1.0f / RETORT_SQRT(variance[i] + epsilon);
}

/// dshift[lane] = Σ dy and dscale[lane] = Σ dy · x̂ over the pixels of one block of lanes.
RETORT_INLINE void block_gradient(
    float *restrict dscale, float *restrict dshift, const float *x, const float *dy, size_t pixels,
    size_t channels, size_t live, const float *restrict centre, const float *restrict factor) {
  enum { pair = 2 };
  float scales[pair][retort_lanes], shifts[pair][retort_lanes];
  for (int s = 0; s < pair; s++) {
    retort_clear_lanes(scales[s], 0.0f);
    retort_clear_lanes(shifts[s], 0.0f);
  }
  size_t pixel = 0;
  for (; pixel + pair <= pixels; pixel += pair) {
    for (size_t s = 0; s < pair; s++) {
      float value[retort_lanes], slope[retort_lanes];
      retort_load_lanes(value, x + (pixel + s) * channels, live, 0.0f);
      retort_load_lanes(slope, dy + (pixel + s) * channels, live, 0.0f);
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) {
        float standard = (value[i] - centre[i]) * factor[i];
        scales[s][i] = slope[i] * standard + scales[s][i];
        shifts[s][i] += slope[i];
      }
    }
  }
  if (pixel < pixels) {
    float value[retort_lanes], slope[retort_lanes];
    retort_load_lanes(value, x + pixel * channels, live, 0.0f);
    retort_load_lanes(slope, dy + pixel * channels, live, 0.0f);
    RETORT_LANES
    for (int i = 0; i < retort_lanes; i++) {
      float standard = (value[i] - centre[i]) * factor[i];
      scales[0][i] = slope[i] * standard + scales[0][i];
      shifts[0][i] += slope[i];
    }
  }
  RETORT_LANES
  for (int i = 0; i < retort_lanes; i++) {
    dscale[i] = scales[0][i] + scales[1][i];
    dshift[i] = shifts[0][i] + shifts[1][i];
  }
}

/// dx = inverse · (dy · scale − a − x̂ · b) for one block of lanes; a, b = `means`, `products`.
RETORT_INLINE void block_input_gradient(
    float *dx, const float *x, const float *dy, size_t pixels, size_t channels, size_t live,
    const float *restrict centre, const float *restrict factor, const float *restrict weight,
    const float *restrict means, const float *restrict products, int accumulate) {
  for (size_t pixel = 0; pixel < pixels; pixel++) {
    float value[retort_lanes], slope[retort_lanes], before[retort_lanes];
    retort_load_lanes(value, x + pixel * channels, live, 0.0f);
    retort_load_lanes(slope, dy + pixel * channels, live, 0.0f);
    retort_clear_lanes(before, 0.0f);
    if (accumulate) retort_load_lanes(before, dx + pixel * channels, live, 0.0f);
    RETORT_LANES
    for (int i = 0; i < retort_lanes; i++) {
      float standard = (value[i] - centre[i]) * factor[i];
      float rest = slope[i] * weight[i] - means[i];
      value[i] = factor[i] * (rest - standard * products[i]) + before[i];
    }
    retort_store_lanes(dx + pixel * channels, value, live);
  }
}

/// Backward of one item for up to `most` groups at once: the two sums of every group must be there
/// before the first dx, and their number is not known in advance.
enum { most = 64 };

RETORT_INLINE void item_gradient(
    float *dx, float *dscale, float *dshift, const float *x, const float *mean,
    const float *inverse, const float *scale, const float *dy, size_t pixels, size_t channels,
    size_t groups, int accumulate) {
  const size_t width = channels / groups;
  const float share = 1.0f / (float)(pixels * width);
  for (size_t first = 0; first < groups; first += most) {
    const size_t last = first + most < groups ? first + most : groups;
    float means[most], products[most];
    for (int i = 0; i < most; i++) means[i] = products[i] = 0.0f;
    float centre[retort_lanes], factor[retort_lanes], weight[retort_lanes];

    for (size_t start = first * width; start < last * width; start += retort_lanes) {
      const size_t live = retort_live(start, last * width);
      float scales[retort_lanes], shifts[retort_lanes];
      load_groups(centre, mean, start, live, width);
      load_groups(factor, inverse, start, live, width);
      block_gradient(
          scales, shifts, x + start, dy + start, pixels, channels, live, centre, factor);
      for (size_t i = 0; i < live; i++) {
        const size_t channel = start + i, group = channel / width - first;
        dscale[channel] += scales[i];
        dshift[channel] += shifts[i];
        means[group] += scale[channel] * shifts[i];
        products[group] += scale[channel] * scales[i];
      }
    }
    if (dx == NULL) continue;
    for (int i = 0; i < most; i++) {
      means[i] = means[i] * share;
      products[i] = products[i] * share;
    }
    for (size_t start = first * width; start < last * width; start += retort_lanes) {
      const size_t live = retort_live(start, last * width);
      float group_means[retort_lanes], group_products[retort_lanes];
      load_groups(centre, mean, start, live, width);
      load_groups(factor, inverse, start, live, width);
      load_groups(group_means, means, start - first * width, live, width);
      load_groups(group_products, products, start - first * width, live, width);
      retort_load_lanes(weight, scale + start, live, 0.0f);
      block_input_gradient(
          dx + start, x + start, dy + start, pixels, channels, live, centre, factor, weight,
          group_means, group_products, accumulate);
    }
  }
}

RETORT_KERNEL void retort_group_norm(
    float *y, float *mean, float *inverse, const float *x, const float *scale, const float *shift,
    size_t batch, size_t pixels, size_t channels, size_t groups, float epsilon) {
  const size_t size = pixels * channels;
  for (size_t item = 0; item < batch; item++) {
    float *means = mean + item * groups, *inverses = inverse + item * groups;
    group_moments(means, inverses, x + item * size, pixels, channels, groups);
    inverse_deviations(inverses, inverses, groups, epsilon);
    apply(
        y + item * size, x + item * size, means, inverses, scale, shift, pixels, channels, groups);
  }
}

RETORT_KERNEL void retort_group_norm_gradient(
    float *dx, float *dscale, float *dshift, const float *x, const float *mean,
    const float *inverse, const float *scale, const float *dy, size_t batch, size_t pixels,
    size_t channels, size_t groups, int accumulate, int accumulate_parameters) {
  if (!accumulate_parameters) {
    memset(dscale, 0, channels * sizeof(float));
    memset(dshift, 0, channels * sizeof(float));
  }
  const size_t size = pixels * channels;
  for (size_t item = 0; item < batch; item++) {
    item_gradient(
        dx == NULL ? NULL : dx + item * size, dscale, dshift, x + item * size,
        mean + item * groups, inverse + item * groups, scale, dy + item * size, pixels, channels,
        groups, accumulate);
  }
}

RETORT_KERNEL void retort_batch_norm(
    float *y, float *mean, float *inverse, float *running_mean, float *running_variance,
    const float *x, const float *scale, const float *shift, size_t rows, size_t columns,
    float epsilon, float momentum) {
  group_moments(mean, inverse, x, rows, columns, columns);
  const float kept = 1.0f - momentum;
  // One row has no variance; PyTorch refuses it, here it counts as zero.
  const float unbiased = rows > 1 ? (float)rows / (float)(rows - 1) : 1.0f;
  for (size_t column = 0; column < columns; column++) {
    running_mean[column] = kept * running_mean[column] + momentum * mean[column];
    running_variance[column] =
        kept * running_variance[column] + momentum * (inverse[column] * unbiased);
  }
  inverse_deviations(inverse, inverse, columns, epsilon);
  apply(y, x, mean, inverse, scale, shift, rows, columns, columns);
}

RETORT_KERNEL void retort_batch_norm_gradient(
    float *dx, float *dscale, float *dshift, const float *x, const float *mean,
    const float *inverse, const float *scale, const float *dy, size_t rows, size_t columns,
    int accumulate, int accumulate_parameters) {
  if (!accumulate_parameters) {
    memset(dscale, 0, columns * sizeof(float));
    memset(dshift, 0, columns * sizeof(float));
  }
  item_gradient(
      dx, dscale, dshift, x, mean, inverse, scale, dy, rows, columns, columns, accumulate);
}

RETORT_KERNEL void retort_batch_norm_evaluation(
    float *y, float *inverse, const float *running_mean, const float *running_variance,
    const float *x, const float *scale, const float *shift, size_t rows, size_t columns,
    float epsilon) {
  inverse_deviations(inverse, running_variance, columns, epsilon);
  apply(y, x, running_mean, inverse, scale, shift, rows, columns, columns);
}
