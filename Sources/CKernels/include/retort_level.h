#pragma once

/// An instruction set the kernels are compiled for.
typedef enum retort_level {
  /// What every processor of the architecture has.
  retort_level_baseline = 0,
  /// x86-64-v3: AVX2 and fused multiply-add.
  retort_level_v3 = 3,
  /// x86-64-v4: AVX-512.
  retort_level_v4 = 4,
} retort_level;

/// The instruction set the kernels are dispatched to on this processor.
retort_level retort_kernel_level(void);
