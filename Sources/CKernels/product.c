#include "retort_product.h"

#include "retort_kernel.h"
#include "retort_level.h"
#include "retort_narrow.h"

enum {
  /// Rows of a tile: with four vectors of AVX-512, or two of AVX, 24 or 12 sums in registers.
  tile_rows = 6,
  /// Rows of a tile that is one vector wide.
  tall_rows = 12,
  /// A block of b, at most this deep and wide, stays in the second-level cache.
  inner_block = 512,
  column_block = 256,
  /// From so many rows on, copying b into panels pays: a panel is read once for every tile.
  packed_rows = 512,
};

typedef void (*tile_function)(
    float *c, size_t c_row, const float *a, size_t a_row, size_t a_inner, const float *b,
    size_t b_step, size_t inner, const float *bias, int accumulate);

/// Rows of the next tile: six, but two short tiles of four rather than six and two.
RETORT_INLINE size_t tile_height(size_t rows) {
  if (rows == 7 || rows == 8) return 4;
  return rows < tile_rows ? rows : tile_rows;
}

/// to[i, j] = from[j, i] of eight rows and columns.
RETORT_INLINE void transpose_square(
    float *restrict to, size_t to_row, const float *restrict from, size_t from_row) {
  typedef float eight __attribute__((vector_size(32), aligned(4)));
  eight r[8], s[8];
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) r[i] = *(const eight *)(from + (size_t)i * from_row);
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i += 2) {
    s[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    s[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i += 4) {
    r[i] = __builtin_shufflevector(s[i], s[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
    r[i + 1] = __builtin_shufflevector(s[i], s[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    r[i + 2] = __builtin_shufflevector(s[i + 1], s[i + 3], 0, 1, 8, 9, 4, 5, 12, 13);
    r[i + 3] = __builtin_shufflevector(s[i + 1], s[i + 3], 2, 3, 10, 11, 6, 7, 14, 15);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) {
    *(eight *)(to + (size_t)i * to_row) =
        __builtin_shufflevector(r[i], r[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    *(eight *)(to + (size_t)(i + 4) * to_row) =
        __builtin_shufflevector(r[i], r[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

#define LANES 4
#define TILE_VECTORS 2
#define NAMED(name) name##_baseline
#include "product_tiles.h"
#undef LANES
#undef TILE_VECTORS
#undef NAMED

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define LANES 8
#define TILE_VECTORS 2
#define NAMED(name) name##_v3
#include "product_tiles.h"
#undef LANES
#undef TILE_VECTORS
#undef NAMED
#pragma clang attribute pop

#pragma clang attribute push(                                                                     \
  __attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#define LANES 16
#define TILE_VECTORS 4
#define NAMED(name) name##_v4
#include "product_tiles.h"
#undef LANES
#undef TILE_VECTORS
#undef NAMED
#pragma clang attribute pop
#endif

typedef void (*product_function)(
    float *c, size_t c_row, const float *a, size_t a_row, size_t a_inner, const float *b,
    size_t b_inner, size_t b_column, size_t rows, size_t columns, size_t inner, const float *bias,
    int accumulate, float *scratch);

static product_function tiled_product(retort_level level) {
#if defined(__x86_64__)
  switch (level) {
    case retort_level_v4: return product_v4;
    case retort_level_v3: return product_v3;
    default: return product_baseline;
  }
#else
  (void)level;
  return product_baseline;
#endif
}

size_t retort_product_scratch(size_t rows, size_t columns, size_t inner) {
  const size_t depth = inner < inner_block ? inner : inner_block;
  const size_t wide = columns < column_block ? (columns + 63) / 64 * 64 : column_block;
  const size_t tiled = depth * wide;
  if (columns > retort_narrow_columns) return tiled;
  const size_t narrow = columns * (inner + narrow_lanes);
  const size_t turned = columns * rows + 16 + depth * (rows < column_block ? (rows + 63) / 64 * 64 : column_block);
  const size_t larger = narrow > turned ? narrow : turned;
  return tiled > larger ? tiled : larger;
}

void retort_product_at(
    retort_level level, float *c, size_t c_row, const float *a, size_t a_row, size_t a_inner,
    const float *b, size_t b_inner, size_t b_column, size_t rows, size_t columns, size_t inner,
    const float *bias, int accumulate, float *scratch) {
  if (columns <= retort_narrow_columns && rows >= tall_rows && inner >= narrow_lanes) {
    if (a_inner == 1) {
      retort_narrow_product(
          c, c_row, a, a_row, b, b_inner, b_column, rows, columns, inner, bias, accumulate,
          scratch);
      return;
    }
    if (a_row == 1) {
      // The other way round, the long side fills the vectors: cᵀ = bᵀ · aᵀ.
      float *turned = scratch, *rest = scratch + (columns * rows + 15) / 16 * 16;
      tiled_product(level)(
          turned, rows, b, b_column, b_inner, a, a_inner, 1, columns, rows, inner, NULL, 0, rest);
      for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < columns; j++) {
          float start = accumulate ? c[i * c_row + j] : bias != NULL ? bias[j] : 0.0f;
          c[i * c_row + j] = start + turned[j * rows + i];
        }
      }
      return;
    }
  }
  tiled_product(level)(
      c, c_row, a, a_row, a_inner, b, b_inner, b_column, rows, columns, inner, bias, accumulate,
      scratch);
}

void retort_product(
    float *c, size_t c_row, const float *a, size_t a_row, size_t a_inner, const float *b,
    size_t b_inner, size_t b_column, size_t rows, size_t columns, size_t inner, const float *bias,
    int accumulate, float *scratch) {
  retort_product_at(
      retort_kernel_level(), c, c_row, a, a_row, a_inner, b, b_inner, b_column, rows, columns,
      inner, bias, accumulate, scratch);
}
