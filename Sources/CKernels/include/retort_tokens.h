#pragma once
#include <stddef.h>

// Moving rows and columns about. A batch of sequences is [batch, tokens, width]; row r of it is token
// r mod tokens of item ⌊r / tokens⌋.

/// out[r · out_row + c] = x[r · x_row + c] for c < columns, added where `accumulate`: slices columns,
/// lays them side by side, and is its own adjoint with the operands exchanged.
void retort_copy_columns(
  float *_Nonnull out, size_t out_row, const float *_Nonnull x, size_t x_row, size_t rows,
  size_t columns, int accumulate);

/// y[r] = x[r] + pattern[r mod period], rows of `columns` floats; y may be x.
void retort_add_repeated(
  float *_Nonnull y, const float *_Nonnull x, const float *_Nonnull pattern, size_t rows,
  size_t period, size_t columns);

/// dpattern[p] = Σ dy[r] over the rows r with r mod period = p, in order, added where `accumulate`.
void retort_add_repeated_gradient(
  float *_Nonnull dpattern, const float *_Nonnull dy, size_t rows, size_t period, size_t columns,
  int accumulate);

/// out[b, 0] = first, out[b, 1 + t] = x[b, t]: one token of its own before every sequence.
/// - first: [width]; x: [batch, tokens, width]; out: [batch, tokens + 1, width].
void retort_prepend_token(
  float *_Nonnull out, const float *_Nonnull first, const float *_Nonnull x, size_t batch,
  size_t tokens, size_t width);

/// dfirst = Σ_b dout[b, 0] and dx[b, t] = dout[b, 1 + t], each added where its flag says so; dx may be
/// null.
void retort_prepend_token_gradient(
  float *_Nonnull dfirst, float *_Nullable dx, const float *_Nonnull dout, size_t batch,
  size_t tokens, size_t width, int accumulate_first, int accumulate);

/// out[b] = x[b, token].
void retort_copy_token(
  float *_Nonnull out, const float *_Nonnull x, size_t batch, size_t tokens, size_t token,
  size_t width);

/// dx[b, token] += dout[b]; dx is zeroed first unless `accumulate`.
void retort_copy_token_gradient(
  float *_Nonnull dx, const float *_Nonnull dout, size_t batch, size_t tokens, size_t token,
  size_t width, int accumulate);

/// out[b] = the mean of x[b, t] over the tokens with ids[b, t] ≥ 0 (all of them without `ids`); zero
/// where there are none.
void retort_mean_of_tokens(
  float *_Nonnull out, const float *_Nonnull x, const float *_Nullable ids, size_t batch,
  size_t tokens, size_t width);

/// dx[b, t] = dout[b] / number of tokens counted, or zero for those not counted, added where
/// `accumulate`.
void retort_mean_of_tokens_gradient(
  float *_Nonnull dx, const float *_Nonnull dout, const float *_Nullable ids, size_t batch,
  size_t tokens, size_t width, int accumulate);
