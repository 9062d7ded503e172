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

/// y[i] = x[i] · mask[i], plus residual[i] where `residual`; y may be x or the residual.
///
/// As `retort_dropout`, at half the cost: 16 random bits an element, so that `rate` is rounded to the
/// nearest multiple of 2⁻¹⁶ (at most 1 − 2⁻¹⁶) and mask[i] = 1 / (1 − that) keeps the mean exact.
/// 128 elements share 16 blocks: block = 16 ⌊i/128⌋ + i mod 16, word = ⌊(i mod 128)/32⌋, its low half
/// where ⌊i/16⌋ is even, its high half where odd.
void retort_coarse_dropout(
  float *_Nonnull y, float *_Nonnull mask, const float *_Nonnull x,
  const float *_Nullable residual, size_t count, float rate, uint64_t key, uint64_t step,
  uint32_t site);
