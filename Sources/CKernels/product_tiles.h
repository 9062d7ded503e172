// The tiled product for one vector width. Included once for each instruction set by product.c, which
// defines LANES (floats a vector), TILE_VECTORS (vectors a tile is wide) and NAMED(name).

typedef float NAMED(vector) __attribute__((vector_size(4 * LANES)));
typedef float NAMED(loose) __attribute__((vector_size(4 * LANES), aligned(4)));

/// A tile of `height` rows and `width` vectors, all of it in registers. `b` points to rows of
/// `b_step` floats.
RETORT_INLINE void NAMED(tile)(
    const int height, const int width, float *c, size_t c_row, const float *a, size_t a_row,
    size_t a_inner, const float *b, size_t b_step, size_t inner, const float *bias,
    int accumulate) {
  NAMED(vector) sums[tall_rows][TILE_VECTORS];
#pragma clang loop unroll(full)
  for (int row = 0; row < height; row++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < width; v++) {
      if (accumulate) {
        sums[row][v] = *(const NAMED(loose) *)(c + (size_t)row * c_row + v * LANES);
      } else if (bias != NULL) {
        sums[row][v] = *(const NAMED(loose) *)(bias + v * LANES);
      } else {
        sums[row][v] = (NAMED(vector)){0};
      }
    }
  }
  // A base pointer for every three rows: they are then within reach of the addressing modes.
  const float *base[tall_rows / 3];
#pragma clang loop unroll(full)
  for (int third = 0; third < (height + 2) / 3; third++) base[third] = a + (size_t)third * 3 * a_row;
  for (size_t k = 0; k < inner; k++) {
    NAMED(vector) line[TILE_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < width; v++) line[v] = *(const NAMED(loose) *)(b + v * LANES);
#pragma clang loop unroll(full)
    for (int row = 0; row < height; row++) {
      float x = base[row / 3][(size_t)(row % 3) * a_row];
#pragma clang loop unroll(full)
      for (int v = 0; v < width; v++) sums[row][v] = x * line[v] + sums[row][v];
    }
#pragma clang loop unroll(full)
    for (int third = 0; third < (height + 2) / 3; third++) base[third] += a_inner;
    b += b_step;
  }
#pragma clang loop unroll(full)
  for (int row = 0; row < height; row++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < width; v++) {
      *(NAMED(loose) *)(c + (size_t)row * c_row + v * LANES) = sums[row][v];
    }
  }
}

#define TILE_FUNCTION(height, width)                                                              \
  static void NAMED(tile_##height##_##width)(                                                     \
      float *c, size_t c_row, const float *a, size_t a_row, size_t a_inner, const float *b,       \
      size_t b_step, size_t inner, const float *bias, int accumulate) {                           \
    NAMED(tile)(                                                                                  \
        height, width, c, c_row, a, a_row, a_inner, b, b_step, inner, bias, accumulate);          \
  }
#define TILE_FUNCTIONS(width)                                                                     \
  TILE_FUNCTION(1, width)                                                                         \
  TILE_FUNCTION(2, width)                                                                         \
  TILE_FUNCTION(3, width)                                                                         \
  TILE_FUNCTION(4, width)                                                                         \
  TILE_FUNCTION(5, width)                                                                         \
  TILE_FUNCTION(6, width)
#define TILE_NAMES(width)                                                                         \
  {                                                                                               \
    NAMED(tile_1_##width), NAMED(tile_2_##width), NAMED(tile_3_##width), NAMED(tile_4_##width),   \
        NAMED(tile_5_##width), NAMED(tile_6_##width)                                              \
  }

TILE_FUNCTIONS(1)
TILE_FUNCTIONS(2)
TILE_FUNCTION(12, 1)
#if TILE_VECTORS == 4
TILE_FUNCTIONS(3)
TILE_FUNCTIONS(4)
static const tile_function NAMED(tiles)[TILE_VECTORS][tile_rows] = {
    TILE_NAMES(1), TILE_NAMES(2), TILE_NAMES(3), TILE_NAMES(4)};
#else
static const tile_function NAMED(tiles)[TILE_VECTORS][tile_rows] = {TILE_NAMES(1), TILE_NAMES(2)};
#endif

/// Copies `width` columns of b, a panel, side by side; columns from `columns` on are zeros.
static void NAMED(pack)(
    float *restrict panel, const float *restrict b, size_t b_inner, size_t b_column, size_t inner,
    size_t columns, size_t width) {
  if (b_column == 1 && columns == TILE_VECTORS * LANES) {
    for (size_t k = 0; k < inner; k++) {
      NAMED(vector) line[TILE_VECTORS];
#pragma clang loop unroll(full)
      for (int v = 0; v < TILE_VECTORS; v++) line[v] = *(const NAMED(loose) *)(b + v * LANES);
#pragma clang loop unroll(full)
      for (int v = 0; v < TILE_VECTORS; v++) *(NAMED(loose) *)(panel + v * LANES) = line[v];
      panel += TILE_VECTORS * LANES;
      b += b_inner;
    }
    return;
  }
  if (b_column == 1) {
    for (size_t k = 0; k < inner; k++) {
      size_t j = 0;
      for (; j < columns; j++) panel[k * width + j] = b[k * b_inner + j];
      for (; j < width; j++) panel[k * width + j] = 0.0f;
    }
    return;
  }
  // Transposing: squares of eight, small enough for registers and whole cache lines of both sides.
  enum { square = 8 };
  for (size_t j = 0; j < width; j += square) {
    for (size_t k = 0; k < inner; k += square) {
      if (j + square <= columns && k + square <= inner) {
        transpose_square(panel + k * width + j, width, b + j * b_column + k, b_column);
        continue;
      }
      for (size_t i = k; i < inner && i < k + square; i++) {
        for (size_t l = j; l < j + square && l < width; l++) {
          panel[i * width + l] = l < columns ? b[l * b_column + i] : 0.0f;
        }
      }
    }
  }
}

/// A tile whose last columns lie outside c: through a square of its own.
static void NAMED(edge)(
    tile_function tile, size_t height, size_t width, size_t columns, float *c, size_t c_row,
    const float *a, size_t a_row, size_t a_inner, const float *b, size_t b_step, size_t inner,
    const float *bias, int accumulate) {
  float square[tile_rows * TILE_VECTORS * LANES + tall_rows * LANES], start[TILE_VECTORS * LANES] = {0};
  if (accumulate) {
    for (size_t row = 0; row < height; row++) {
      for (size_t j = 0; j < width; j++) {
        square[row * width + j] = j < columns ? c[row * c_row + j] : 0.0f;
      }
    }
  }
  if (bias != NULL) memcpy(start, bias, columns * sizeof(float));
  tile(square, width, a, a_row, a_inner, b, b_step, inner, bias == NULL ? NULL : start, accumulate);
  for (size_t row = 0; row < height; row++) {
    for (size_t j = 0; j < columns; j++) c[row * c_row + j] = square[row * width + j];
  }
}

static void NAMED(product)(
    float *c, size_t c_row, const float *a, size_t a_row, size_t a_inner, const float *b,
    size_t b_inner, size_t b_column, size_t rows, size_t columns, size_t inner, const float *bias,
    int accumulate, float *scratch) {
  enum { panel = LANES * TILE_VECTORS };
  struct panel {
    const float *source;
    size_t step, live, width;
    const tile_function *tiles;
  } panels[column_block / panel];

  for (size_t k0 = 0; k0 < inner; k0 += inner_block) {
    const size_t depth = inner - k0 < inner_block ? inner - k0 : inner_block;
    const int adds = accumulate || k0 > 0;
    for (size_t j0 = 0; j0 < columns; j0 += column_block) {
      const size_t right = columns - j0 < column_block ? columns : j0 + column_block;
      const float *first = k0 == 0 && bias != NULL ? bias + j0 : NULL;
      float *free = scratch;
      size_t count = 0;
      for (size_t j = j0; j < right; j += panel, count++) {
        struct panel *p = panels + count;
        p->live = right - j < panel ? right - j : panel;
        const size_t vectors = (p->live + LANES - 1) / LANES;
        p->width = vectors * LANES;
        p->tiles = NAMED(tiles)[vectors - 1];
        p->source = b + k0 * b_inner + j * b_column;
        p->step = b_inner;
        if (b_column != 1 || p->live != p->width || rows >= packed_rows) {
          NAMED(pack)(free, p->source, b_inner, b_column, depth, p->live, p->width);
          p->source = free;
          p->step = p->width;
          free += depth * p->width;
        }
      }
      // One vector wide, six rows are too few sums to hide the latency of the additions.
      const int is_tall = right - j0 <= LANES;
      const float *left = a + k0 * a_inner;
      float *line = c + j0;
      for (size_t i = 0; i < rows;) {
        const size_t height =
            is_tall && rows - i >= tall_rows ? tall_rows : tile_height(rows - i);
        float *target = line;
        const float *start = first;
        for (const struct panel *p = panels; p < panels + count; p++) {
          const tile_function tile = height == tall_rows ? NAMED(tile_12_1) : p->tiles[height - 1];
          if (p->live == p->width) {
            tile(target, c_row, left, a_row, a_inner, p->source, p->step, depth, start, adds);
          } else {
            NAMED(edge)(
                tile, height, p->width, p->live, target, c_row, left, a_row, a_inner, p->source,
                p->step, depth, start, adds);
          }
          target += panel;
          if (start != NULL) start += panel;
        }
        i += height;
        left += height * a_row;
        line += height * c_row;
      }
    }
  }
}

#undef TILE_FUNCTION
#undef TILE_FUNCTIONS
#undef TILE_NAMES
