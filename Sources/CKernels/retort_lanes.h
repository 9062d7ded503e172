/// Reductions over sixteen named lanes: element i of a row belongs to lane i mod 16 whatever the vector
/// width, and the lanes are joined in one fixed order.
#pragma once
#include "retort_kernel.h"

enum { retort_lanes = 16 };

// Before a loop over the lanes: one vector operation a line, never unrolled into single elements.
#define RETORT_LANES \
  _Pragma("clang loop vectorize(assume_safety) vectorize_width(16) interleave(disable) unroll(disable)")

/// The number of elements of a row that lie in the block of lanes beginning at `start`.
RETORT_INLINE size_t retort_live(size_t start, size_t count) {
  return count - start < retort_lanes ? count - start : retort_lanes;
}

/// lane[i] = x[i] for i < live, else `padding`.
RETORT_INLINE void retort_load_lanes(
    float *restrict lane, const float *x, size_t live, float padding) {
  if (live == retort_lanes) {
    memcpy(lane, x, retort_lanes * sizeof(float));
  } else {
    RETORT_LANES
    for (size_t i = 0; i < retort_lanes; i++) lane[i] = i < live ? x[i] : padding;
  }
}

/// x[i] = lane[i] for i < live.
RETORT_INLINE void retort_store_lanes(float *x, const float *restrict lane, size_t live) {
  if (live == retort_lanes) {
    memcpy(x, lane, retort_lanes * sizeof(float));
  } else {
    RETORT_LANES
    for (size_t i = 0; i < retort_lanes; i++) {
      if (i < live) x[i] = lane[i];
    }
  }
}

RETORT_INLINE void retort_clear_lanes(float *restrict lane, float value) {
  for (int i = 0; i < retort_lanes; i++) lane[i] = value;
}

/// The sum of the lanes, halves folded onto each other.
RETORT_INLINE float retort_sum_of_lanes(const float *restrict lane) {
  float a[8], b[4];
  for (int i = 0; i < 8; i++) a[i] = lane[i] + lane[i + 8];
  for (int i = 0; i < 4; i++) b[i] = a[i] + a[i + 4];
  return (b[0] + b[2]) + (b[1] + b[3]);
}

/// The maximum of the lanes; a NaN is passed over.
RETORT_INLINE float retort_maximum_of_lanes(const float *restrict lane) {
  float a[8], b[4];
  for (int i = 0; i < 8; i++) a[i] = lane[i] > lane[i + 8] ? lane[i] : lane[i + 8];
  for (int i = 0; i < 4; i++) b[i] = a[i] > a[i + 4] ? a[i] : a[i + 4];
  float first = b[0] > b[2] ? b[0] : b[2], second = b[1] > b[3] ? b[1] : b[3];
  return first > second ? first : second;
}
