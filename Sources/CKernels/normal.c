#include "retort_normal.h"

#include "retort_philox.h"

/// sine and cosine of 2π · turn for turn in [0, 1); Cephes polynomials on [−π/4, π/4].
RETORT_INLINE void sine_and_cosine(float turn, float *sine, float *cosine) {
  int32_t quarter = (int32_t)(turn * 4.0f + 0.5f);
  float x = (turn - (float)quarter * 0.25f) * 6.28318530717958648f;
  float square = x * x;
  float s = -1.9515295891e-4f;
  s = s * square + 8.3321608736e-3f;
  s = s * square + -1.6666654611e-1f;
  s = s * square * x + x;
  float c = 2.443315711809948e-5f;
  c = c * square + -1.388731625493765e-3f;
  c = c * square + 4.166664568298827e-2f;
  c = c * (square * square) + (1.0f - 0.5f * square);
  int is_odd = quarter & 1;
  float first = is_odd ? c : s, second = is_odd ? s : c;
  *sine = quarter & 2 ? -first : first;
  *cosine = (quarter + 1) & 2 ? -second : second;
}

RETORT_KERNEL void retort_normal(
    float *y, size_t count, uint64_t key, uint64_t step, uint32_t site) {
  enum { group = retort_lanes * retort_philox_words };
  for (size_t start = 0; start < count; start += group) {
    uint32_t words[retort_philox_words][retort_lanes];
    retort_philox(
        words, (uint32_t)(start / retort_philox_words), key, step, site);
    float drawn[group];
    for (int pair = 0; pair < 2; pair++) {
      for (int lane = 0; lane < retort_lanes; lane++) {
        // Not 0, so that the logarithm is finite.
        float u = (float)(int32_t)(words[2 * pair][lane] >> 8) * 0x1p-24f + 0x1p-25f;
        float turn = (float)(int32_t)(words[2 * pair + 1][lane] >> 8) * 0x1p-24f;
        float radius = RETORT_SQRT(-2.0f * retort_log(u)), sine, cosine;
        sine_and_cosine(turn, &sine, &cosine);
        drawn[2 * pair * retort_lanes + lane] = radius * cosine;
        drawn[(2 * pair + 1) * retort_lanes + lane] = radius * sine;
      }
    }
    const size_t live = count - start < group ? count - start : group;
    memcpy(y + start, drawn, live * sizeof(float));
  }
}
