#pragma once
#include <stddef.h>
#include <stdint.h>

/// y[i] = x[i] · mask[i], mask[i] = 0 with probability `rate`, else 1 / (1 − rate); y may be x.
///
/// Element i is decided by the key, the step, the site (which dropout of the network) and i alone:
/// Philox 4×32-10 with counter (block, site, step), where 64 elements share 16 blocks:
/// block = 16 ⌊i/64⌋ + i mod 16, word = ⌊(i mod 64)/16⌋.
void retort_dropout(
  float *_Nonnull y, float *_Nonnull mask, const float *_Nonnull x, size_t count, float rate,
  uint64_t key, uint64_t step, uint32_t site);
