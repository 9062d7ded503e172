/// Small numeric kernels, each one pass over memory, one concern a header.
///
/// Contract of every kernel: pointers do not overlap unless a comment says so; matrices are row-major
/// and dense; no kernel allocates, locks or reads global state. Element-wise results and reductions
/// are the same bits on x86-64-v3 and x86-64-v4: reductions name their lanes instead of leaving
/// their number to the vector width. Plain x86-64 lacks the fused multiply-add and may differ in the
/// last bit, so `retort_kernel_level` belongs in every run's provenance.
#pragma once

#include "retort_dropout.h"
#include "retort_elementwise.h"
#include "retort_level.h"
#include "retort_losses.h"
#include "retort_optimizers.h"
#include "retort_product_core.h"
#include "retort_reductions.h"
