#pragma once

/// The level of vector instructions the processor and the system offer: `x86-64-v4` (AVX-512),
/// `x86-64-v3` (AVX2 with FMA) or `baseline`.
const char *_Nonnull retort_processor_level(void);

/// Has OpenBLAS multiply with the kernels of another core: `SkylakeX`, `Haswell`, …
///
/// Only before anything is multiplied in this process, and while no other thread reads the environment:
/// OpenBLAS is told through a variable, which is taken away again. Returns 1 where it did so, 0 where
/// this OpenBLAS cannot (another build, or one without that core's kernels).
int retort_use_product_core(const char *_Nonnull core);
