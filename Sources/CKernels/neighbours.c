#include "retort_neighbours.h"

#include "retort_kernel.h"

// A tile of four rows meets a panel with all distances in registers, also where vectors are half as
// wide. Blocks of panels keep a tile's distances in the first-level cache; tiles go over a block
// together, so that points which lie in the third-level cache are fetched once for all of them.
enum { lanes = retort_panel_rows, tile_rows = 4, block_panels = 32, tiles_together = 2 };
enum { block_rows = block_panels * lanes, rows_together = tiles_together * tile_rows };

typedef double vector __attribute__((ext_vector_type(lanes)));
typedef double loose __attribute__((ext_vector_type(lanes), aligned(8)));

/// What is known of a row half-way through the points.
typedef struct progress {
  /// The k + 1 smallest joint distances so far, ascending; the first is that of the row to itself.
  double *nearest;
  /// Distances to the panels of which some row was closer than the radius when it was met. The radius
  /// only shrinks: whatever is closer than the last one is among them.
  double *close_x, *close_y;
  size_t count_x, count_y;
} progress;

#define LOAD(x) (*(const loose *)(x))

/// out[r, j] = max_c |points[row + r, c] − points[j, c]| for the rows j of `panels` panels.
RETORT_INLINE void tile_distances(
    double *restrict out, const double *restrict points, size_t columns, size_t row, size_t panel,
    size_t panels) {
  const double *from = points + row / lanes * lanes * columns + row % lanes;
  const double *to = points + panel * lanes * columns;
  for (size_t p = 0; p < panels; p++) {
    vector farthest[tile_rows] = {{0}};
    for (size_t c = 0; c < columns; c++) {
      const vector there = LOAD(to + c * lanes);
#pragma clang loop unroll(full)
      for (int r = 0; r < tile_rows; r++) {
        const vector distance = __builtin_elementwise_abs(there - from[c * lanes + r]);
        farthest[r] = distance > farthest[r] ? distance : farthest[r];
      }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < tile_rows; r++) *(loose *)(out + r * block_rows + p * lanes) = farthest[r];
    to += columns * lanes;
  }
}

/// Takes in the distances of one row to the rows of a block.
RETORT_INLINE void look_through(
    progress *row, const double *restrict x, const double *restrict y, size_t count, size_t last) {
  double *restrict nearest = row->nearest;
  double radius = nearest[last];
  double *restrict close_x = row->close_x, *restrict close_y = row->close_y;
  size_t count_x = row->count_x, count_y = row->count_y;
  for (size_t start = 0; start < count; start += lanes) {
    const vector in_x = LOAD(x + start), in_y = LOAD(y + start);
    const vector joint = in_x > in_y ? in_x : in_y;
    if (__builtin_reduce_or(joint < radius)) {
      for (size_t i = start; i < start + lanes; i++) {
        const double distance = x[i] > y[i] ? x[i] : y[i];
        if (!(distance < radius)) continue;
        size_t slot = last;
        for (; slot > 0 && nearest[slot - 1] > distance; slot--) nearest[slot] = nearest[slot - 1];
        nearest[slot] = distance;
        radius = nearest[last];
      }
    }
    // Stored at all events and kept where close: a jump could not be foreseen.
    *(vector *)(close_x + count_x) = in_x;
    *(vector *)(close_y + count_y) = in_y;
    count_x += __builtin_reduce_or(in_x < radius) ? lanes : 0;
    count_y += __builtin_reduce_or(in_y < radius) ? lanes : 0;
  }
  row->count_x = count_x;
  row->count_y = count_y;
}

/// How many other rows are closer than the radius, of all that came close.
RETORT_INLINE size_t closer(const double *close, size_t count, double radius) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) found += close[i] < radius;
  // Less the row itself, which is not closer than 0.
  return found - (radius > 0);
}

RETORT_KERNEL void retort_point_panels(
    double *points, const double *x, size_t rows, size_t columns) {
  for (size_t start = 0; start < rows; start += lanes) {
    for (size_t c = 0; c < columns; c++) {
      for (size_t l = 0; l < lanes; l++) {
        *points++ = start + l < rows ? x[(start + l) * columns + c] : __builtin_inf();
      }
    }
  }
}

RETORT_KERNEL void retort_neighbour_counts(
    size_t *x_counts, size_t *y_counts, const double *x, size_t x_columns, const double *y,
    size_t y_columns, size_t rows, size_t first, size_t last, size_t neighbours, double *scratch) {
  const size_t panels = (rows + lanes - 1) / lanes;
  const size_t blocks = (panels + block_panels - 1) / block_panels;
  const size_t room = panels * lanes + lanes;
  _Alignas(vector) double in_x[tile_rows * block_rows], in_y[tile_rows * block_rows];
  // Vectors that do not straddle lines of the cache.
  double *lists = scratch + (lanes - (uintptr_t)scratch / sizeof(double) % lanes) % lanes;
  double *nearest = lists + 2 * rows_together * room;
  for (size_t row = first / rows_together * rows_together; row < last; row += rows_together) {
    progress all[rows_together];
    for (size_t r = 0; r < rows_together; r++) {
      all[r] = (progress){
          nearest + r * (neighbours + 1), lists + 2 * r * room, lists + (2 * r + 1) * room, 0, 0};
      for (size_t i = 0; i <= neighbours; i++) all[r].nearest[i] = __builtin_inf();
    }
    // What lies nearby in the order may lie nearby in space: the radius is small the sooner.
    const size_t own_block = row / block_rows;
    for (size_t b = 0; b < blocks; b++) {
      const size_t block = own_block + b < blocks ? own_block + b : own_block + b - blocks;
      const size_t panel = block * block_panels;
      const size_t count = panels - panel < block_panels ? panels - panel : block_panels;
      for (size_t t = 0; t < rows_together; t += tile_rows) {
        if (row + t >= last || row + t + tile_rows <= first) continue;
        tile_distances(in_x, x, x_columns, row + t, panel, count);
        tile_distances(in_y, y, y_columns, row + t, panel, count);
        for (size_t r = 0; r < tile_rows; r++) {
          const size_t i = row + t + r;
          if (i < first || i >= last) continue;
          look_through(
              &all[t + r], in_x + r * block_rows, in_y + r * block_rows, count * lanes, neighbours);
        }
      }
    }
    for (size_t r = 0; r < rows_together; r++) {
      const size_t i = row + r;
      if (i < first || i >= last) continue;
      const double radius = all[r].nearest[neighbours];
      x_counts[i - first] = closer(all[r].close_x, all[r].count_x, radius);
      y_counts[i - first] = closer(all[r].close_y, all[r].count_y, radius);
    }
  }
}

size_t retort_neighbour_scratch(size_t rows, size_t neighbours) {
  const size_t room = (rows + lanes - 1) / lanes * lanes + lanes;
  return lanes + rows_together * (neighbours + 1 + 2 * room);
}
