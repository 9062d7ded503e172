#pragma once
#include <stddef.h>

/// A square window that slides over images [batch, height, width, channels].
///
/// It stands at out_height × out_width places,
/// out_height = ⌊(height + 2 · padding − size) / stride⌋ + 1.
typedef struct retort_window {
  size_t height, width, channels;
  /// Edge of the window, at most height + 2 · padding and width + 2 · padding.
  size_t size;
  size_t stride;
  /// Rows and columns of zeros around the image; the poolings take none.
  size_t padding;
} retort_window;

/// Places of the window along the height and the width.
size_t retort_window_rows(retort_window window);
size_t retort_window_columns(retort_window window);

/// patches[(b, i, j), (y, x, c)] = image[b, i · stride + y − padding, j · stride + x − padding, c], zero
/// outside: a convolution is the product of this with weights [size · size · channels, filters].
/// stride = size without padding cuts the image into patches.
/// - patches: [batch · out_height · out_width, size · size · channels].
void retort_patches(
  float *_Nonnull patches, const float *_Nonnull image, size_t batch, retort_window window);

/// The adjoint: every patch added to where it came from; dimage is zeroed first unless `accumulate`.
void retort_patches_gradient(
  float *_Nonnull dimage, const float *_Nonnull dpatches, size_t batch, retort_window window,
  int accumulate);

/// y[b, i, j, c] = the maximum in the window, place[b, i, j, c] = where it stands there,
/// y · size + x, the first where equal. A NaN in the window is its maximum.
void retort_maximum_pool(
  float *_Nonnull y, float *_Nonnull place, const float *_Nonnull image, size_t batch,
  retort_window window);

/// dimage += dy at the places of the maxima; dimage is zeroed first unless `accumulate`.
void retort_maximum_pool_gradient(
  float *_Nonnull dimage, const float *_Nonnull place, const float *_Nonnull dy, size_t batch,
  retort_window window, int accumulate);

/// y[b, i, j, c] = the mean in the window.
void retort_average_pool(
  float *_Nonnull y, const float *_Nonnull image, size_t batch, retort_window window);

/// dimage += dy / size² in every window; dimage is zeroed first unless `accumulate`.
void retort_average_pool_gradient(
  float *_Nonnull dimage, const float *_Nonnull dy, size_t batch, retort_window window,
  int accumulate);
