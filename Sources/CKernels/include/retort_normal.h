#pragma once
#include <stddef.h>
#include <stdint.h>

/// y[i] = a standard normal number, decided by the key, the step, the site and i alone.
///
/// Philox 4×32-10 with counter (block, site, step), where 64 elements share 16 blocks. Box and Muller:
/// words 0 and 1 of block 16 ⌊i/64⌋ + i mod 16 give the elements whose (i mod 64) / 16 is 0 (cosine)
/// and 1 (sine), words 2 and 3 those where it is 2 and 3. Words count as multiples of 2⁻²⁴; no number
/// is beyond ±5.9.
void retort_normal(
  float *_Nonnull y, size_t count, uint64_t key, uint64_t step, uint32_t site);
