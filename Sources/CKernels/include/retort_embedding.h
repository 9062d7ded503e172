#pragma once
#include <stddef.h>

/// out[r] = table[id[r]] + positions[r mod tokens], rows of `width` floats; without `positions` the
/// first term alone. An id below zero or not below `vocabulary` stands for no token: its first term is
/// zero. Ids are whole numbers kept as floats.
/// - table: [vocabulary, width]; positions: [tokens, width].
void retort_embedding(
  float *_Nonnull out, const float *_Nonnull table, const float *_Nullable positions,
  const float *_Nonnull ids, size_t rows, size_t tokens, size_t width, size_t vocabulary);

/// dtable[id[r]] += dout[r] in order of rows; dtable is zeroed first unless `accumulate`.
void retort_embedding_gradient(
  float *_Nonnull dtable, const float *_Nonnull ids, const float *_Nonnull dout, size_t rows,
  size_t width, size_t vocabulary, int accumulate);
