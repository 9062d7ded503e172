#include "retort_convolution.h"

#include "retort_lanes.h"

size_t retort_window_rows(retort_window window) {
  return (window.height + 2 * window.padding - window.size) / window.stride + 1;
}

size_t retort_window_columns(retort_window window) {
  return (window.width + 2 * window.padding - window.size) / window.stride + 1;
}

/// The part of a window's edge, begin ..< end, that lies inside an image of `length` when the window
/// begins at `start` − padding.
RETORT_INLINE void inside(
    size_t start, size_t padding, size_t size, size_t length, size_t *begin, size_t *end) {
  *begin = start < padding ? padding - start : 0;
  *end = start + size > length + padding ? length + padding - start : size;
  if (*begin > size) *begin = size;
  if (start >= length + padding || *end < *begin) *end = *begin;
}

// Short runs are the rule (three pixels of one channel): a call of memcpy would cost more than the copy.
RETORT_INLINE void copy_run(float *out, const float *x, size_t count) {
  if (count > retort_lanes) {
    memcpy(out, x, count * sizeof(float));
  } else {
    float lane[retort_lanes];
    retort_load_lanes(lane, x, count, 0.0f);
    retort_store_lanes(out, lane, count);
  }
}

RETORT_KERNEL void retort_patches(
    float *patches, const float *image, size_t batch, retort_window window) {
  const size_t rows = retort_window_rows(window), columns = retort_window_columns(window);
  const size_t channels = window.channels, run = window.size * channels;
  float *out = patches;
  for (size_t item = 0; item < batch; item++) {
    const float *picture = image + item * window.height * window.width * channels;
    for (size_t row = 0; row < rows; row++) {
      const size_t top = row * window.stride;
      for (size_t column = 0; column < columns; column++) {
        const size_t left = column * window.stride;
        size_t begin, end;
        inside(left, window.padding, window.size, window.width, &begin, &end);
        const size_t before = begin * channels, length = (end - begin) * channels;
        if (length == run && top >= window.padding &&
            top + window.size <= window.height + window.padding) {
          const float *corner =
              picture + ((top - window.padding) * window.width + left - window.padding) * channels;
          for (size_t y = 0; y < window.size; y++, out += run) {
            copy_run(out, corner + y * window.width * channels, run);
          }
          continue;
        }
        for (size_t y = 0; y < window.size; y++, out += run) {
          const size_t line = top + y;
          if (line < window.padding || line >= window.height + window.padding || length == 0) {
            for (size_t i = 0; i < run; i++) out[i] = 0.0f;
            continue;
          }
          const size_t pixel = (line - window.padding) * window.width + left + begin - window.padding;
          for (size_t i = 0; i < before; i++) out[i] = 0.0f;
          copy_run(out + before, picture + pixel * channels, length);
          for (size_t i = before + length; i < run; i++) out[i] = 0.0f;
        }
      }
    }
  }
}

RETORT_KERNEL void retort_patches_gradient(
    float *dimage, const float *dpatches, size_t batch, retort_window window, int accumulate) {
  const size_t rows = retort_window_rows(window), columns = retort_window_columns(window);
  const size_t channels = window.channels, run = window.size * channels;
  const size_t picture_size = window.height * window.width * channels;
  const float *patch = dpatches;
  if (!accumulate) memset(dimage, 0, batch * picture_size * sizeof(float));
  for (size_t item = 0; item < batch; item++) {
    float *picture = dimage + item * picture_size;
    for (size_t row = 0; row < rows; row++) {
      const size_t top = row * window.stride;
      for (size_t column = 0; column < columns; column++) {
        const size_t left = column * window.stride;
        size_t begin, end;
        inside(left, window.padding, window.size, window.width, &begin, &end);
        const size_t before = begin * channels, length = (end - begin) * channels;
        for (size_t y = 0; y < window.size; y++, patch += run) {
          const size_t line = top + y;
          if (line < window.padding || line >= window.height + window.padding || length == 0) {
            continue;
          }
          const size_t pixel = (line - window.padding) * window.width + left + begin - window.padding;
          float *restrict out = picture + pixel * channels;
          const float *restrict in = patch + before;
          for (size_t i = 0; i < length; i++) out[i] += in[i];
        }
      }
    }
  }
}
