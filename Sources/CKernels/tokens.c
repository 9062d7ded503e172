#include "retort_tokens.h"

#include "retort_kernel.h"

RETORT_INLINE void move_row(float *restrict out, const float *restrict x, size_t count, int add) {
  if (add) {
    for (size_t i = 0; i < count; i++) out[i] += x[i];
  } else {
    memcpy(out, x, count * sizeof(float));
  }
}

RETORT_KERNEL void retort_copy_columns(
    float *out, size_t out_row, const float *x, size_t x_row, size_t rows, size_t columns,
    int accumulate) {
  for (size_t row = 0; row < rows; row++) {
    move_row(out + row * out_row, x + row * x_row, columns, accumulate);
  }
}

RETORT_KERNEL void retort_add_repeated(
    float *y, const float *x, const float *pattern, size_t rows, size_t period, size_t columns) {
  size_t phase = 0;
  for (size_t row = 0; row < rows; row++) {
    float *out = y + row * columns;
    const float *line = x + row * columns, *term = pattern + phase * columns;
    RETORT_ELEMENTWISE
    for (size_t column = 0; column < columns; column++) out[column] = line[column] + term[column];
    phase = phase + 1 == period ? 0 : phase + 1;
  }
}

RETORT_KERNEL void retort_add_repeated_gradient(
    float *dpattern, const float *dy, size_t rows, size_t period, size_t columns, int accumulate) {
  if (!accumulate) memset(dpattern, 0, period * columns * sizeof(float));
  size_t phase = 0;
  for (size_t row = 0; row < rows; row++) {
    move_row(dpattern + phase * columns, dy + row * columns, columns, 1);
    phase = phase + 1 == period ? 0 : phase + 1;
  }
}

RETORT_KERNEL void retort_prepend_token(
    float *out, const float *first, const float *x, size_t batch, size_t tokens, size_t width) {
  const size_t size = tokens * width;
  for (size_t item = 0; item < batch; item++) {
    float *sequence = out + item * (size + width);
    memcpy(sequence, first, width * sizeof(float));
    memcpy(sequence + width, x + item * size, size * sizeof(float));
  }
}

RETORT_KERNEL void retort_prepend_token_gradient(
    float *dfirst, float *dx, const float *dout, size_t batch, size_t tokens, size_t width,
    int accumulate_first, int accumulate) {
  const size_t size = tokens * width;
  if (!accumulate_first) memset(dfirst, 0, width * sizeof(float));
  for (size_t item = 0; item < batch; item++) {
    const float *sequence = dout + item * (size + width);
    move_row(dfirst, sequence, width, 1);
    if (dx != NULL) move_row(dx + item * size, sequence + width, size, accumulate);
  }
}

RETORT_KERNEL void retort_copy_token(
    float *out, const float *x, size_t batch, size_t tokens, size_t token, size_t width) {
  for (size_t item = 0; item < batch; item++) {
    move_row(out + item * width, x + (item * tokens + token) * width, width, 0);
  }
}

RETORT_KERNEL void retort_copy_token_gradient(
    float *dx, const float *dout, size_t batch, size_t tokens, size_t token, size_t width,
    int accumulate) {
  if (!accumulate) memset(dx, 0, batch * tokens * width * sizeof(float));
  for (size_t item = 0; item < batch; item++) {
    move_row(dx + (item * tokens + token) * width, dout + item * width, width, 1);
  }
}

/// The number of tokens that count.
RETORT_INLINE size_t counted(const float *ids, size_t tokens) {
  if (ids == NULL) return tokens;
  size_t count = 0;
  for (size_t token = 0; token < tokens; token++) count += ids[token] >= 0.0f;
  return count;
}

RETORT_KERNEL void retort_mean_of_tokens(
    float *out, const float *x, const float *ids, size_t batch, size_t tokens, size_t width) {
  for (size_t item = 0; item < batch; item++) {
    const float *mask = ids == NULL ? NULL : ids + item * tokens;
    const size_t count = counted(mask, tokens);
    float *restrict mean = out + item * width;
    memset(mean, 0, width * sizeof(float));
    for (size_t token = 0; token < tokens; token++) {
      if (mask != NULL && !(mask[token] >= 0.0f)) continue;
      move_row(mean, x + (item * tokens + token) * width, width, 1);
    }
    const float share = count == 0 ? 0.0f : 1.0f / (float)count;
    for (size_t i = 0; i < width; i++) mean[i] *= share;
  }
}

RETORT_KERNEL void retort_mean_of_tokens_gradient(
    float *dx, const float *dout, const float *ids, size_t batch, size_t tokens, size_t width,
    int accumulate) {
  for (size_t item = 0; item < batch; item++) {
    const float *mask = ids == NULL ? NULL : ids + item * tokens;
    const size_t count = counted(mask, tokens);
    const float share = count == 0 ? 0.0f : 1.0f / (float)count;
    const float *restrict gradient = dout + item * width;
    for (size_t token = 0; token < tokens; token++) {
      float *restrict line = dx + (item * tokens + token) * width;
      const int counts = mask == NULL || mask[token] >= 0.0f;
      if (counts && accumulate) {
        for (size_t i = 0; i < width; i++) line[i] = gradient[i] * share + line[i];
      } else if (counts) {
        for (size_t i = 0; i < width; i++) line[i] = gradient[i] * share;
      } else if (!accumulate) {
        memset(line, 0, width * sizeof(float));
      }
    }
  }
}
