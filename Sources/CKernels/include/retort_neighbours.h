#pragma once
#include <stddef.h>

/// Points are read in panels of this many rows: all of a panel's first coordinates, then all second
/// ones, and so on. What is missing from the last panel is filled with infinity.
enum { retort_panel_rows = 8 };

/// points[p, c, l] = x[8p + l, c]; `points` has the rows of `x` rounded up to whole panels.
void retort_point_panels(
  double *_Nonnull points, const double *_Nonnull x, size_t rows, size_t columns);

/// For each row i of first ..< last: how many other rows lie strictly closer in x, and how many in y,
/// than its k-th nearest other row lies in the larger of both distances.
///
///     d(i, j) = max_c |x[i, c] − x[j, c]|
///
/// Every pair is looked at. All numbers are differences and maxima, so the counts are the same with any
/// vectors, and the same as any other exact search finds.
/// - x_counts, y_counts: [last − first].
/// - x, y: panels of `rows` finite points each.
/// - neighbours: k, 1 ..< rows.
/// - scratch: `retort_neighbour_scratch` doubles.
void retort_neighbour_counts(
  size_t *_Nonnull x_counts, size_t *_Nonnull y_counts, const double *_Nonnull x, size_t x_columns,
  const double *_Nonnull y, size_t y_columns, size_t rows, size_t first, size_t last,
  size_t neighbours, double *_Nonnull scratch);

/// In doubles.
size_t retort_neighbour_scratch(size_t rows, size_t neighbours);
