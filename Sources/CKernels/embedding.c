#include "retort_embedding.h"

#include "retort_kernel.h"

/// The row of the table, or `vocabulary` where there is none (also for a NaN).
RETORT_INLINE size_t table_row(float id, size_t vocabulary) {
  return id >= 0.0f && id < (float)vocabulary ? (size_t)id : vocabulary;
}

RETORT_KERNEL void retort_embedding(
    float *out, const float *table, const float *positions, const float *ids, size_t rows,
    size_t tokens, size_t width, size_t vocabulary) {
  size_t token = 0;
  for (size_t row = 0; row < rows; row++) {
    const size_t id = table_row(ids[row], vocabulary);
    float *restrict line = out + row * width;
    const float *restrict entry = table + id * width;
    if (positions == NULL) {
      if (id < vocabulary) {
        memcpy(line, entry, width * sizeof(float));
      } else {
        memset(line, 0, width * sizeof(float));
      }
      continue;
    }
    const float *restrict position = positions + token * width;
    if (id < vocabulary) {
      for (size_t i = 0; i < width; i++) line[i] = entry[i] + position[i];
    } else {
      memcpy(line, position, width * sizeof(float));
    }
    token = token + 1 == tokens ? 0 : token + 1;
  }
}

RETORT_KERNEL void retort_embedding_gradient(
    float *dtable, const float *ids, const float *dout, size_t rows, size_t width,
    size_t vocabulary, int accumulate) {
  if (!accumulate) memset(dtable, 0, vocabulary * width * sizeof(float));
  for (size_t row = 0; row < rows; row++) {
    const size_t id = table_row(ids[row], vocabulary);
    if (id == vocabulary) continue;
    float *restrict entry = dtable + id * width;
    const float *restrict line = dout + row * width;
    for (size_t i = 0; i < width; i++) entry[i] += line[i];
  }
}
