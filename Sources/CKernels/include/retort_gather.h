#pragma once
#include <stddef.h>
#include <stdint.h>

/// y[i, c] = x[rows[i], c] for `count` rows; x has rows of `columns` floats one after the other.
void retort_gather(
  float *_Nonnull y, const float *_Nonnull x, const int32_t *_Nonnull rows, size_t count,
  size_t columns);
