#include "retort_convolution.h"
#include "retort_lanes.h"

/// Where the first pixel of a window begins.
RETORT_INLINE size_t pixel(retort_window window, size_t row, size_t column) {
  return (row * window.width + column) * window.stride * window.channels;
}

/// Maximum and its place in one window for one block of channels; `image` begins at the window.
RETORT_INLINE void maximum_of_block(
    float *y, float *place, const float *image, retort_window window, size_t live) {
  float best[retort_lanes], where[retort_lanes], value[retort_lanes];
  retort_load_lanes(best, image, live, 0.0f);
  retort_clear_lanes(where, 0.0f);
  float number = 0.0f;
  for (size_t line = 0; line < window.size; line++) {
    for (size_t x = 0; x < window.size; x++, number += 1.0f) {
      retort_load_lanes(value, image + (line * window.width + x) * window.channels, live, 0.0f);
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) {
        // A NaN beats every number and nothing beats it.
        int better = (value[i] > best[i]) | (value[i] != value[i]);
        where[i] = better ? number : where[i];
        best[i] = better ? value[i] : best[i];
      }
    }
  }
  retort_store_lanes(y, best, live);
  retort_store_lanes(place, where, live);
}

RETORT_KERNEL void retort_maximum_pool(
    float *y, float *place, const float *image, size_t batch, retort_window window) {
  const size_t rows = retort_window_rows(window), columns = retort_window_columns(window);
  const size_t channels = window.channels;
  for (size_t item = 0; item < batch; item++) {
    const float *picture = image + item * window.height * window.width * channels;
    for (size_t row = 0; row < rows; row++) {
      for (size_t column = 0; column < columns; column++) {
        const size_t start = ((item * rows + row) * columns + column) * channels;
        for (size_t channel = 0; channel < channels; channel += retort_lanes) {
          maximum_of_block(
              y + start + channel, place + start + channel,
              picture + pixel(window, row, column) + channel, window,
              retort_live(channel, channels));
        }
      }
    }
  }
}

RETORT_KERNEL void retort_maximum_pool_gradient(
    float *dimage, const float *place, const float *dy, size_t batch, retort_window window,
    int accumulate) {
  const size_t rows = retort_window_rows(window), columns = retort_window_columns(window);
  const size_t channels = window.channels;
  const size_t picture_size = window.height * window.width * channels;
  if (!accumulate) memset(dimage, 0, batch * picture_size * sizeof(float));
  for (size_t item = 0; item < batch; item++) {
    float *picture = dimage + item * picture_size;
    for (size_t row = 0; row < rows; row++) {
      for (size_t column = 0; column < columns; column++) {
        const size_t start = ((item * rows + row) * columns + column) * channels;
        const float *restrict where = place + start, *restrict slope = dy + start;
        float number = 0.0f;
        for (size_t line = 0; line < window.size; line++) {
          float *pixels = picture + pixel(window, row, column) + line * window.width * channels;
          for (size_t x = 0; x < window.size; x++, number += 1.0f) {
            float *restrict out = pixels + x * channels;
            for (size_t c = 0; c < channels; c++) out[c] += where[c] == number ? slope[c] : 0.0f;
          }
        }
      }
    }
  }
}

RETORT_KERNEL void retort_average_pool(
    float *y, const float *image, size_t batch, retort_window window) {
  const size_t rows = retort_window_rows(window), columns = retort_window_columns(window);
  const size_t channels = window.channels;
  const float share = 1.0f / (float)(window.size * window.size);
  for (size_t item = 0; item < batch; item++) {
    const float *picture = image + item * window.height * window.width * channels;
    for (size_t row = 0; row < rows; row++) {
      for (size_t column = 0; column < columns; column++) {
        float *restrict mean = y + ((item * rows + row) * columns + column) * channels;
        for (size_t c = 0; c < channels; c++) mean[c] = 0.0f;
        for (size_t line = 0; line < window.size; line++) {
          const float *pixels = picture + pixel(window, row, column) + line * window.width * channels;
          for (size_t x = 0; x < window.size; x++) {
            const float *restrict value = pixels + x * channels;
            for (size_t c = 0; c < channels; c++) mean[c] += value[c];
          }
        }
        for (size_t c = 0; c < channels; c++) mean[c] *= share;
      }
    }
  }
}

RETORT_KERNEL void retort_average_pool_gradient(
    float *dimage, const float *dy, size_t batch, retort_window window, int accumulate) {
  const size_t rows = retort_window_rows(window), columns = retort_window_columns(window);
  const size_t channels = window.channels;
  const size_t picture_size = window.height * window.width * channels;
  const float share = 1.0f / (float)(window.size * window.size);
  if (!accumulate) memset(dimage, 0, batch * picture_size * sizeof(float));
  for (size_t item = 0; item < batch; item++) {
    float *picture = dimage + item * picture_size;
    for (size_t row = 0; row < rows; row++) {
      for (size_t column = 0; column < columns; column++) {
        const float *restrict slope = dy + ((item * rows + row) * columns + column) * channels;
        for (size_t line = 0; line < window.size; line++) {
          float *pixels = picture + pixel(window, row, column) + line * window.width * channels;
          for (size_t x = 0; x < window.size; x++) {
            float *restrict out = pixels + x * channels;
            for (size_t c = 0; c < channels; c++) out[c] = slope[c] * share + out[c];
          }
        }
      }
    }
  }
}
