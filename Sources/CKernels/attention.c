#include "retort_attention.h"

#include "retort_philox.h"
#include "retort_product.h"

static const float lowest = -3.402823466e38f;

size_t retort_attention_scratch(retort_attention_shape shape) {
  const size_t inner = retort_product_scratch(shape.tokens, shape.tokens, shape.width);
  const size_t outer = retort_product_scratch(shape.tokens, shape.width, shape.tokens);
  return 2 * shape.tokens * shape.tokens + (inner > outer ? inner : outer);
}

/// scores = softmax of scale · scores over the first `seen` keys that are tokens, zero elsewhere.
RETORT_INLINE void masked_softmax(
    float *scores, const float *ids, size_t seen, size_t tokens, float scale) {
  float maximum[retort_lanes], sum[retort_lanes], value[retort_lanes], id[retort_lanes];
  retort_clear_lanes(maximum, lowest);
  retort_clear_lanes(sum, 0.0f);
  retort_clear_lanes(id, 0.0f);
  for (size_t start = 0; start < seen; start += retort_lanes) {
    const size_t live = retort_live(start, seen);
    retort_load_lanes(value, scores + start, live, lowest);
    if (ids != NULL) retort_load_lanes(id, ids + start, live, -1.0f);
    RETORT_LANES
    for (size_t i = 0; i < retort_lanes; i++) {
      float score = id[i] >= 0.0f ? value[i] : lowest;
      maximum[i] = score > maximum[i] ? score : maximum[i];
    }
  }
  const float top = retort_maximum_of_lanes(maximum);
  for (size_t start = 0; start < seen; start += retort_lanes) {
    const size_t live = retort_live(start, seen);
    retort_load_lanes(value, scores + start, live, top);
    if (ids != NULL) retort_load_lanes(id, ids + start, live, -1.0f);
    RETORT_LANES
    for (size_t i = 0; i < retort_lanes; i++) {
      float power = retort_exp((value[i] - top) * scale);
      value[i] = id[i] >= 0.0f && i < live ? power : 0.0f;
      sum[i] += value[i];
    }
    retort_store_lanes(scores + start, value, live);
  }
  const float inverse = 1.0f / retort_sum_of_lanes(sum);
  for (size_t key = 0; key < seen; key++) scores[key] *= inverse;
  for (size_t key = seen; key < tokens; key++) scores[key] = 0.0f;
}

/// kept = p with the sign bit set where dropped, used = 0 where dropped, else factor · p.
RETORT_INLINE void drop(
    float *kept, float *restrict used, size_t count, uint32_t first, uint32_t threshold,
    float factor, retort_attention_dropout dropout) {
  enum { group = 2 * retort_lanes * retort_philox_words };
  for (size_t start = 0; start < count; start += group) {
    uint32_t c[retort_philox_words][retort_lanes];
    retort_philox(
        c, first + (uint32_t)(start / (group / retort_lanes)), dropout.key, dropout.step,
        dropout.site);
    for (size_t part = 0; part < group / retort_lanes; part++) {
      const size_t place = start + part * retort_lanes;
      if (place >= count) break;
      const size_t live = retort_live(place, count);
      const uint32_t *restrict word = c[part / 2];
      const uint32_t shift = part % 2 == 0 ? 0 : 16;
      float p[retort_lanes], q[retort_lanes];
      retort_load_lanes(p, kept + place, live, 0.0f);
      RETORT_LANES
      for (int i = 0; i < retort_lanes; i++) {
        int dropped = ((word[i] >> shift) & 0xFFFFu) < threshold;
        q[i] = dropped ? 0.0f : p[i] * factor;
        p[i] = dropped ? -p[i] : p[i];
      }
      retort_store_lanes(kept + place, p, live);
      retort_store_lanes(used + place, q, live);
    }
  }
}

RETORT_KERNEL void retort_attention(
    float *out, float *probabilities, const float *q, const float *k, const float *v,
    const float *ids, retort_attention_shape shape, retort_attention_dropout dropout,
    float *scratch) {
  const size_t tokens = shape.tokens, width = shape.width, square = tokens * tokens;
  const float scale = 1.0f / RETORT_SQRT((float)width);
  const uint32_t threshold = retort_coarse_threshold(dropout.rate);
  const float factor = retort_coarse_factor(threshold);
  const uint32_t blocks = (uint32_t)(retort_lanes * ((square + 127) / 128));
  float *used = scratch, *inner = scratch + 2 * square;

  for (size_t item = 0; item < shape.batch; item++) {
    const float *mask = ids == NULL ? NULL : ids + item * tokens;
    size_t first = 0;
    if (mask != NULL) {
      while (first < tokens && !(mask[first] >= 0.0f)) first++;
    }
    for (size_t head = 0; head < shape.heads; head++) {
      const size_t start = item * tokens * shape.row + head * width;
      const size_t number = item * shape.heads + head;
      float *p = probabilities + number * square;
      retort_product(
          p, tokens, q + start, shape.row, 1, k + start, 1, shape.row, tokens, tokens, width, NULL,
          0, inner);
      for (size_t token = 0; token < tokens; token++) {
        const size_t seen = shape.causal ? token + 1 : tokens;
        if (first < seen) {
          masked_softmax(p + token * tokens, mask, seen, tokens, scale);
        } else {
          memset(p + token * tokens, 0, tokens * sizeof(float));
        }
      }
      if (threshold > 0) {
        drop(p, used, square, blocks * (uint32_t)number, threshold, factor, dropout);
      }
      retort_product(
          out + item * tokens * shape.out_row + head * width, shape.out_row,
          threshold > 0 ? used : p, tokens, 1, v + start, shape.row, 1, tokens, width, tokens,
          NULL, 0, inner);
    }
  }
}

/// From d = d(dropped p) to d = the gradient of the raw scores of one query; used = dropped p.
RETORT_INLINE void softmax_gradient(
    float *restrict d, float *restrict used, const float *restrict p, size_t tokens, float factor,
    float scale) {
  float sum[retort_lanes], kept[retort_lanes], slope[retort_lanes];
  retort_clear_lanes(sum, 0.0f);
  for (size_t start = 0; start < tokens; start += retort_lanes) {
    const size_t live = retort_live(start, tokens);
    retort_load_lanes(kept, p + start, live, 0.0f);
    retort_load_lanes(slope, d + start, live, 0.0f);
    RETORT_LANES
    for (int i = 0; i < retort_lanes; i++) {
      float multiplier = kept[i] < 0.0f ? 0.0f : factor;
      float size = kept[i] < 0.0f ? -kept[i] : kept[i];
      slope[i] *= multiplier;
      sum[i] = slope[i] * size + sum[i];
      kept[i] = multiplier * size;
    }
    retort_store_lanes(d + start, slope, live);
    retort_store_lanes(used + start, kept, live);
  }
  const float mean = retort_sum_of_lanes(sum);
  for (size_t key = 0; key < tokens; key++) {
    float size = p[key] < 0.0f ? -p[key] : p[key];
    d[key] = size * scale * (d[key] - mean);
  }
}

RETORT_KERNEL void retort_attention_gradient(
    float *dq, float *dk, float *dv, const float *dout, const float *probabilities, const float *q,
    const float *k, const float *v, retort_attention_shape shape, float rate, int accumulate,
    float *scratch) {
  const size_t tokens = shape.tokens, width = shape.width, square = tokens * tokens;
  const float scale = 1.0f / RETORT_SQRT((float)width);
  const float factor = retort_coarse_factor(retort_coarse_threshold(rate));
  float *d = scratch, *used = scratch + square, *inner = used + square;

  for (size_t item = 0; item < shape.batch; item++) {
    for (size_t head = 0; head < shape.heads; head++) {
      const size_t start = item * tokens * shape.row + head * width;
      const float *p = probabilities + (item * shape.heads + head) * square;
      const float *slope = dout + item * tokens * shape.out_row + head * width;
      retort_product(
          d, tokens, slope, shape.out_row, 1, v + start, 1, shape.row, tokens, tokens, width, NULL,
          0, inner);
      for (size_t token = 0; token < tokens; token++) {
        const size_t line = token * tokens;
        softmax_gradient(d + line, used + line, p + line, tokens, factor, scale);
      }
      retort_product(
          dv + start, shape.row, used, 1, tokens, slope, shape.out_row, 1, tokens, width, tokens,
          NULL, accumulate, inner);
      retort_product(
          dq + start, shape.row, d, tokens, 1, k + start, shape.row, 1, tokens, width, tokens,
          NULL, accumulate, inner);
      retort_product(
          dk + start, shape.row, d, 1, tokens, q + start, shape.row, 1, tokens, width, tokens,
          NULL, accumulate, inner);
    }
  }
}
