/// Test support: the clones the compiler makes of every kernel, called one beside the other. No processor
/// runs more than one of them otherwise.
#pragma once
#include <stddef.h>

/// Number of kernels; 0 where the compiler makes no clones.
size_t retort_clone_count(void);

/// The kernel's own name.
const char *_Nonnull retort_clone_name(size_t kernel);

/// A clone of a kernel, by the level it is for.
typedef enum retort_clone_level {
  retort_clone_baseline,
  retort_clone_v3,
  retort_clone_v4,
} retort_clone_level;

/// Calls two clones of a kernel on the same numbers.
/// - variant: 0 to 3, the kernel's flags in two bits, the lower one `accumulate` where it has one.
/// Returns how many of the floats they may write are not the same bits.
size_t retort_clone_differences(
  size_t kernel, retort_clone_level one, retort_clone_level other, size_t rows, size_t columns,
  int variant);

/// How many floats a call changes: what is compared is not nothing.
size_t retort_clone_changes(size_t kernel, size_t rows, size_t columns, int variant);
