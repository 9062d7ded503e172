/// The random numbers of kernels: sixteen blocks of Philox 4×32-10 side by side.
#pragma once
#include "retort_lanes.h"

enum { retort_philox_words = 4 };

/// words[w][lane] = word w of the block with counter (block + lane, site, step).
RETORT_INLINE void retort_philox(
    uint32_t words[retort_philox_words][retort_lanes], uint32_t block, uint64_t key, uint64_t step,
    uint32_t site) {
  // 64 bits a lane, of which the low half counts: the shape in which vectors multiply 32 by 32 bits.
  const uint64_t low = 0xFFFFFFFFu;
  uint64_t c0[retort_lanes], c1[retort_lanes], c2[retort_lanes], c3[retort_lanes];
  for (int lane = 0; lane < retort_lanes; lane++) {
    c0[lane] = block + (uint32_t)lane;
    c1[lane] = site;
    c2[lane] = step & low;
    c3[lane] = step >> 32;
  }
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  for (int round = 0; round < 10; round++) {
    RETORT_LANES
    for (int lane = 0; lane < retort_lanes; lane++) {
      uint64_t first = (c0[lane] & low) * 0xD2511F53u;
      uint64_t second = (c2[lane] & low) * 0xCD9E8D57u;
      c0[lane] = (second >> 32) ^ c1[lane] ^ k0;
      c1[lane] = second;
      c2[lane] = (first >> 32) ^ c3[lane] ^ k1;
      c3[lane] = first;
    }
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  for (int lane = 0; lane < retort_lanes; lane++) {
    words[0][lane] = (uint32_t)c0[lane];
    words[1][lane] = (uint32_t)c1[lane];
    words[2][lane] = (uint32_t)c2[lane];
    words[3][lane] = (uint32_t)c3[lane];
  }
}

/// `rate` in steps of 2⁻¹⁶, rounded to the nearest, at most 65535: an element is dropped where its 16
/// random bits are below it.
RETORT_INLINE uint32_t retort_coarse_threshold(float rate) {
  double threshold = (double)rate * 65536.0 + 0.5;
  return threshold < 65535.0 ? (uint32_t)threshold : 65535u;
}

/// 1 / (1 − rate) for the rate that `threshold` stands for.
RETORT_INLINE float retort_coarse_factor(uint32_t threshold) {
  return (float)(65536.0 / (65536.0 - (double)threshold));
}
