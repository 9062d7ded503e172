#include "retort_gather.h"

#include "retort_kernel.h"

// Rows of a shuffled batch lie anywhere, too far for the processor to guess: it is told a few rows ahead.
enum { rows_ahead = 4, line_floats = 16 };

typedef float line __attribute__((vector_size(4 * line_floats), aligned(4)));

RETORT_KERNEL void retort_gather(
    float *restrict y, const float *restrict x, const int32_t *rows, size_t count,
    size_t columns) {
  if (columns == 2) {
    // Two classes: a pair is one load, and so many rows lie in a cache line that none need be fetched.
    for (size_t i = 0; i < count; i++) {
      memcpy(y + 2 * i, x + 2 * (size_t)rows[i], 2 * sizeof(float));
    }
    return;
  }
  for (size_t i = 0; i < count; i++) {
    const float *next = x + (size_t)rows[i + rows_ahead < count ? i + rows_ahead : i] * columns;
    const float *row = x + (size_t)rows[i] * columns;
    float *copy = y + i * columns;
    size_t c = 0;
    // Whole lines as vectors: as a plain loop they would become a call of memcpy.
    for (; c + line_floats <= columns; c += line_floats) {
      __builtin_prefetch(next + c, 0, 3);
      *(line *)(copy + c) = *(const line *)(row + c);
    }
    __builtin_prefetch(next + columns - 1, 0, 3);
    for (; c < columns; c++) copy[c] = row[c];
  }
}
