/// Counts this thread's heap allocations in a test process by standing in front of glibc's `malloc`.
/// Linked into test bundles only, never into a product.
#pragma once

/// Whether calls are counted: 0 beside a sanitizer, which brings an allocator of its own.
int allocation_counter_counts(void);
/// Counting starts at 0.
void allocation_counter_start(void);
/// Stops counting and gives the number of calls that asked for memory since the start.
long allocation_counter_stop(void);
