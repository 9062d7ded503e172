#include "retort_dropout.h"

#include "retort_kernel.h"

enum { lanes = 16, words = 4, group = lanes * words };

RETORT_KERNEL void retort_dropout(
    float *y, float *mask, const float *x, size_t count, float rate, uint64_t key, uint64_t step,
    uint32_t site) {
  // 2³² · rate, in Double so that the product is exact.
  const uint32_t threshold = (uint32_t)((double)rate * 4294967296.0);
  const float kept = 1.0f / (1.0f - rate);

  for (size_t start = 0; start < count; start += group) {
    uint32_t c[words][lanes];
    for (int lane = 0; lane < lanes; lane++) {
      c[0][lane] = (uint32_t)(start / words) + (uint32_t)lane;
      c[1][lane] = site;
      c[2][lane] = (uint32_t)step;
      c[3][lane] = (uint32_t)(step >> 32);
    }
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    for (int round = 0; round < 10; round++) {
      for (int lane = 0; lane < lanes; lane++) {
        uint64_t first = (uint64_t)c[0][lane] * 0xD2511F53u;
        uint64_t second = (uint64_t)c[2][lane] * 0xCD9E8D57u;
        c[0][lane] = (uint32_t)(second >> 32) ^ c[1][lane] ^ k0;
        c[1][lane] = (uint32_t)second;
        c[2][lane] = (uint32_t)(first >> 32) ^ c[3][lane] ^ k1;
        c[3][lane] = (uint32_t)first;
      }
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    float multipliers[group];
    for (int word = 0; word < words; word++) {
      for (int lane = 0; lane < lanes; lane++) {
        multipliers[word * lanes + lane] = c[word][lane] < threshold ? 0.0f : kept;
      }
    }
    size_t length = count - start < group ? count - start : group;
    for (size_t i = 0; i < length; i++) {
      mask[start + i] = multipliers[i];
      y[start + i] = x[start + i] * multipliers[i];
    }
  }
}
