#pragma once
#include <stddef.h>

/// y[r] = x[r] / norm[r], norm[r] = max(‖x[r]‖, 1e-12); y may be x.
/// - norms: [rows], kept for the backward pass.
void retort_unit_rows(
  float *_Nonnull y, float *_Nonnull norms, const float *_Nonnull x, size_t rows, size_t columns);

/// dx = (dy − y · Σ_c y · dy) / norm, added to dx where `accumulate`; dx may be dy.
void retort_unit_rows_gradient(
  float *_Nonnull dx, const float *_Nonnull y, const float *_Nonnull norms,
  const float *_Nonnull dy, size_t rows, size_t columns, int accumulate);

/// y[r] = Σ_c a[r, c] · b[r, c]; a may be b.
void retort_row_products(
  float *_Nonnull y, const float *_Nonnull a, const float *_Nonnull b, size_t rows, size_t columns);

/// da[r, c] = dy[r] · b[r, c], added to da where `accumulate`; called once for a and once for b.
void retort_row_products_gradient(
  float *_Nonnull da, const float *_Nonnull b, const float *_Nonnull dy, size_t rows,
  size_t columns, int accumulate);

/// distances[i, j] = max(0, a[i] + b[j] − 2 products[i, j]) = ‖x[i] − y[j]‖², where a and b hold the
/// squared norms of the rows of x and y and products[i, j] = x[i] · y[j]; distances may be products.
void retort_squared_distances(
  float *_Nonnull distances, const float *_Nonnull products, const float *_Nonnull a,
  const float *_Nonnull b, size_t rows, size_t columns);

/// dproducts = −2 d, da[i] = Σ_j d[i, j], db[j] = Σ_i d[i, j], d the gradient of the distances; each
/// added where `accumulate`. dproducts may be d.
void retort_squared_distances_gradient(
  float *_Nonnull dproducts, float *_Nonnull da, float *_Nonnull db, const float *_Nonnull d,
  size_t rows, size_t columns, int accumulate);

/// Number of floats `retort_contrastive` wants as scratch.
size_t retort_contrastive_scratch(size_t rows);

/// In-batch contrastive loss (InfoNCE) of similarities s [rows, rows], in nats: the mean over rows of
/// −log softmax_j(s[i, j] · inverse_temperature)[i]; where `symmetric`, the mean of that and of the
/// same over columns.
///
/// Where `gradient` is not null, writes (or adds, where `accumulate`) weight · ∂loss/∂s to it.
double retort_contrastive(
  const float *_Nonnull similarities, size_t rows, float inverse_temperature, int symmetric,
  float weight, float *_Nullable gradient, int accumulate, float *_Nonnull scratch);
