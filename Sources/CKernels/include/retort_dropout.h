#pragma once
#include <stddef.h>
#include <stdint.h>

/// y[i] = x[i] · mask[i], mask[i] = 0 with probability `rate`, else 1 / (1 − rate); y may be x.
///
/// Element i is decided by the key, the step, the site (which dropout of the network) and i alone, by 16
/// random bits: `rate` is rounded to the nearest multiple of 2⁻¹⁶ (at most 1 − 2⁻¹⁶), and mask[i] is
/// 1 / (1 − that), which keeps the mean exact. Philox 4×32-10 with counter (block, site, step), where 128
/// elements share 16 blocks: block = 16 ⌊i/128⌋ + i mod 16, word = ⌊(i mod 128)/32⌋, its low half where
/// ⌊i/16⌋ is even, its high half where odd.
void retort_coarse_dropout(
  float *_Nonnull y, float *_Nonnull mask, const float *_Nonnull x, size_t count, float rate,
  uint64_t key, uint64_t step, uint32_t site);
