#pragma once
#include <cblas.h>

// Exported, though not in OpenBLAS's header: takes the working memory of one product from a pool that
// grows where it must, and puts it back. The number says nothing.
void *blas_memory_alloc(int position);
void blas_memory_free(void *memory);
