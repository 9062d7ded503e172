#include "retort_dropout.h"

#include "retort_philox.h"

/// The multipliers of 128 elements.
RETORT_INLINE void coarse_multipliers(
    float *restrict multipliers, uint32_t block, uint64_t key, uint64_t step, uint32_t site,
    uint32_t threshold, float kept) {
  uint32_t c[retort_philox_words][retort_lanes];
  retort_philox(c, block, key, step, site);
  for (int word = 0; word < retort_philox_words; word++) {
    float *restrict low = multipliers + word * 2 * retort_lanes;
    float *restrict high = low + retort_lanes;
    RETORT_LANES
    for (int lane = 0; lane < retort_lanes; lane++) {
      low[lane] = (c[word][lane] & 0xFFFFu) < threshold ? 0.0f : kept;
    }
    RETORT_LANES
    for (int lane = 0; lane < retort_lanes; lane++) {
      high[lane] = (c[word][lane] >> 16) < threshold ? 0.0f : kept;
    }
  }
}

RETORT_KERNEL void retort_coarse_dropout(
    float *y, float *mask, const float *x, size_t count, float rate, uint64_t key, uint64_t step,
    uint32_t site) {
  enum { group = 2 * retort_lanes * retort_philox_words };
  const uint32_t threshold = retort_coarse_threshold(rate);
  const float kept = retort_coarse_factor(threshold);
  for (size_t start = 0; start < count; start += group) {
    float multipliers[group];
    coarse_multipliers(
        multipliers, (uint32_t)(start / (group / retort_lanes)), key, step, site, threshold, kept);
    const size_t length = count - start < group ? count - start : group;
    memcpy(mask + start, multipliers, length * sizeof(float));
    RETORT_ELEMENTWISE
    for (size_t i = 0; i < length; i++) y[start + i] = x[start + i] * multipliers[i];
  }
}
