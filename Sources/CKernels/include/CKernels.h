/// Small numeric kernels, with as few passes over memory as they can, one concern a header.
///
/// Contract of every kernel: pointers do not overlap unless a comment says so; matrices are row-major
/// and dense; no kernel allocates, locks or
/// writes global state. Element-wise results and reductions
/// are the same bits on x86-64-v3 and x86-64-v4: reductions name their lanes instead of leaving
/// their number to the vector width. Plain x86-64 lacks the fused multiply-add and may differ in the
/// last bit, so the kernel level belongs in every run's provenance.
#pragma once

#include "retort_activation.h"
#include "retort_attention.h"
#include "retort_convolution.h"
#include "retort_dropout.h"
#include "retort_elementwise.h"
#include "retort_embedding.h"
#include "retort_gather.h"
#include "retort_layer_gradient.h"
#include "retort_level.h"
#include "retort_losses.h"
#include "retort_neighbours.h"
#include "retort_normal.h"
#include "retort_normalisation.h"
#include "retort_optimizers.h"
#include "retort_product.h"
#include "retort_reductions.h"
#include "retort_similarity.h"
#include "retort_softmax.h"
#include "retort_tokens.h"
