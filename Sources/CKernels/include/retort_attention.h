#pragma once
#include <stddef.h>
#include <stdint.h>

/// The sizes of a multi-head self-attention.
///
/// Row r of q, k and v is token r mod tokens of item ⌊r / tokens⌋ and begins at r · row; head h of it
/// are the `width` floats from h · width. So q, k and v may be dense, row = heads · width, or lie side
/// by side, row = 3 · heads · width.
typedef struct retort_attention_shape {
  size_t batch, tokens, heads;
  /// Floats of one head of one token.
  size_t width;
  /// Floats from one row of q, k, v (and of dq, dk, dv) to the next.
  size_t row;
  /// Floats from one row of the output (and of its gradient) to the next; at least heads · width.
  size_t out_row;
  /// 1 where token i sees only the tokens up to i.
  int causal;
} retort_attention_shape;

/// Dropout of attention probabilities: 16 random bits each, `rate` rounded as in
/// `retort_coarse_dropout`.
///
/// Probability (b, h, i, j) is decided by the key, the step, the site and its place: with
/// n = tokens · i + j and blocks = 16 ⌈tokens² / 128⌉, Philox 4×32-10 with counter (block, site, step),
/// block = blocks · (heads · b + h) + 16 ⌊n/128⌋ + n mod 16, word = ⌊(n mod 128)/32⌋, its low half
/// where ⌊n/16⌋ is even, its high half where odd.
typedef struct retort_attention_dropout {
  /// 0 for none.
  float rate;
  uint32_t site;
  uint64_t key, step;
} retort_attention_dropout;

/// Number of floats both functions below want as scratch.
size_t retort_attention_scratch(retort_attention_shape shape);

/// Scaled dot-product attention of every item and head:
///   out[i] = Σ_j dropout(p[i, j]) · v[j],  p[i, ·] = softmax_j(q[i] · k[j] / √width)
/// over the tokens j with ids[b, j] ≥ 0 (all of them without `ids`) and, where causal, j ≤ i. A token
/// that sees none gets zeros.
/// - ids: [batch, tokens].
/// - probabilities: [batch, heads, tokens, tokens], kept for the backward pass; the sign bit of one
///   that was dropped is set.
void retort_attention(
  float *_Nonnull out, float *_Nonnull probabilities, const float *_Nonnull q,
  const float *_Nonnull k, const float *_Nonnull v, const float *_Nullable ids,
  retort_attention_shape shape, retort_attention_dropout dropout, float *_Nonnull scratch);

/// The gradients of q, k and v, each added where `accumulate`.
/// - probabilities: as the forward pass left them, with the same dropout rate.
void retort_attention_gradient(
  float *_Nonnull dq, float *_Nonnull dk, float *_Nonnull dv, const float *_Nonnull dout,
  const float *_Nonnull probabilities, const float *_Nonnull q, const float *_Nonnull k,
  const float *_Nonnull v, retort_attention_shape shape, float rate, int accumulate,
  float *_Nonnull scratch);
