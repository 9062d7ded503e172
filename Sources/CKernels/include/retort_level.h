#pragma once

/// The instruction set the kernels were dispatched to: "x86-64-v4", "x86-64-v3" or "baseline".
const char *_Nonnull retort_kernel_level(void);
