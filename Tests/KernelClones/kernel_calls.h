// One call of every kernel: KERNEL(its name, a statement that calls it as `f`). Included twice by
// kernel_clones.c, which defines KERNEL and what the calls read and write:
//   x, positive, ids, places    what is read: any numbers, positive ones, token numbers, numbers 0 to 3
//   points                      any numbers in Double
//   y                           what is written, which begins as any numbers; y[4] is positive
//   rows, columns, count        the shape; count = rows · columns
//   accumulate, flag            the two bits of the variant

KERNEL(retort_activate, for (int i = 0; i < 4; i++) f(y[i], x[0], count, (retort_activation)i))
KERNEL(
    retort_activate_gradient,
    for (int i = 0; i < 4; i++) f(y[i], x[0], x[1], count, (retort_activation)i, accumulate))
KERNEL(
    retort_activate_keeping_slope,
    for (int i = 0; i < 2; i++)
        f(y[i], y[i + 2], accumulate ? x[0] : NULL, rows, columns, (retort_activation)(2 * flag + i)))

KERNEL(
    retort_attention,
    f(y[0], y[1], x[0], x[1], x[2], accumulate ? ids : NULL, attention, dropout, scratch))
KERNEL(
    retort_attention_gradient,
    f(y[0], y[1], y[2], x[0], x[1], x[2], x[3], x[4], attention, dropout.rate, accumulate, scratch))

KERNEL(retort_patches, f(y[0], x[0], 2, window))
KERNEL(retort_patches_gradient, f(y[0], x[0], 2, window, accumulate))
KERNEL(retort_maximum_pool, f(y[0], y[1], x[0], 2, pool))
KERNEL(retort_maximum_pool_gradient, f(y[0], places, x[0], 2, pool, accumulate))
KERNEL(retort_average_pool, f(y[0], x[0], 2, pool))
KERNEL(retort_average_pool_gradient, f(y[0], x[0], 2, pool, accumulate))

KERNEL(
    retort_coarse_dropout, f(y[0], y[1], x[0], count, 0.3f, 7, 11, 2))
KERNEL(retort_normal, f(y[0], count, 7, 11, 2))

KERNEL(retort_multiply, f(y[0], x[0], x[1], count, accumulate))
KERNEL(retort_scale, f(y[0], x[0], 0.3f, count, accumulate))
KERNEL(retort_divide, f(y[0], x[0], positive, count, accumulate))
KERNEL(retort_divisor_gradient, f(y[0], x[0], x[1], positive, count, accumulate))
KERNEL(
    retort_apply,
    for (int i = 0; i < 5; i++)
        f(y[i], i < 2 && !flag ? positive : x[0], count, (retort_function)i))
KERNEL(
    retort_apply_gradient,
    for (int i = 0; i < 5; i++)
        f(y[i], i < 2 ? positive : x[0], x[1], count, (retort_function)i, accumulate))
KERNEL(retort_standardise, f(y[0], x[0], x[1], positive, rows, columns))

KERNEL(
    retort_embedding, f(y[0], x[0], accumulate ? x[1] : NULL, ids, rows, 3, columns, vocabulary))
KERNEL(retort_embedding_gradient, f(y[0], ids, x[0], rows, columns, vocabulary, accumulate))
KERNEL(retort_gather, f(y[0], x[0], order, rows, columns))

KERNEL(
    retort_layer_gradient,
    f(y[0], x[0], flag ? retort_kept_slope : retort_kept_rectified, x[1], y[1], rows, columns,
      accumulate))

KERNEL(
    retort_cross_entropy,
    *sum = f(
        x[0], flag ? x[1] : positive, rows, columns,
        flag ? retort_target_logits : retort_target_probabilities, 0.7f, 0.3f, flag,
        accumulate ? x[2] : NULL, 0.9f, y[0], accumulate, scratch))
KERNEL(
    retort_squared_error,
    *sum = f(x[0], x[1], rows, columns, flag ? x[2] : NULL, 0.9f, y[0], accumulate))
KERNEL(
    retort_contrastive,
    *sum = f(x[0], rows, 1.7f, flag, 0.9f, y[0], accumulate, scratch))

KERNEL(retort_layer_norm, f(y[0], y[1], y[2], x[0], x[1], x[2], rows, columns, 1e-5f))
KERNEL(
    retort_layer_norm_of_sum,
    f(y[0], y[1], y[2], y[3], x[0], x[1], x[2], x[3], rows, columns, 1e-5f))
KERNEL(
    retort_layer_norm_gradient,
    f(flag ? NULL : y[0], y[1], y[2], x[0], x[1], positive, x[2], x[3], rows, columns, accumulate,
      accumulate))
KERNEL(
    retort_group_norm, f(y[0], y[1], y[2], x[0], x[1], x[2], 2, rows, columns, groups, 1e-5f))
KERNEL(
    retort_group_norm_gradient,
    f(flag ? NULL : y[0], y[1], y[2], x[0], x[1], positive, x[2], x[3], 2, rows, columns, groups,
      accumulate, accumulate))
KERNEL(
    retort_batch_norm,
    f(y[0], y[1], y[2], y[3], y[4], x[0], x[1], x[2], rows, columns, 1e-5f, 0.1f))
KERNEL(
    retort_batch_norm_gradient,
    f(flag ? NULL : y[0], y[1], y[2], x[0], x[1], positive, x[2], x[3], rows, columns, accumulate,
      accumulate))
KERNEL(
    retort_batch_norm_evaluation,
    f(y[0], y[1], x[0], positive, x[1], x[2], x[3], rows, columns, 1e-5f))

KERNEL(
    retort_sgd, f(y[0], x[0], y[1], count, 0.7f, 0.01f, accumulate ? 0.9f : 0, 1e-3f, flag))
KERNEL(retort_rmsprop, f(y[0], x[0], y[4], count, 0.7f, 0.01f, 0.95f, 1e-8f, 1e-3f))
KERNEL(
    retort_adam,
    f(y[0], x[0], y[1], y[4], count, 0.7f, 0.01f, 0.9f, 0.999f, 1e-8f, 1e-3f, 0.19f, 0.0447f))
KERNEL(
    retort_adamw,
    f(y[0], x[0], y[1], y[4], count, 0.7f, 0.01f, 0.9f, 0.999f, 1e-8f, 1e-3f, 0.19f, 0.0447f))
KERNEL(retort_move_towards, f(y[0], x[0], count, 1e-3f))
KERNEL(retort_swap_values, f(y[0], y[1], count))

KERNEL(
    retort_narrow_product,
    f(y[0], narrow, x[0], columns + 16, x[1], flag ? 1 : narrow, flag ? columns + 16 : 1, rows,
      narrow, columns + 16, accumulate ? NULL : x[2], accumulate, scratch))

KERNEL(retort_point_panels, f((double *)y[0], points, rows, columns))
KERNEL(
    retort_neighbour_counts,
    f((size_t *)y[0], (size_t *)y[1], points, columns, points + floats / 2, 1 + (size_t)flag, rows,
      0, rows, accumulate ? 3 : 1, (double *)scratch))

KERNEL(retort_sum_of_squares, *sum = f(x[0], count))
KERNEL(retort_is_finite, *sum = f(x[0], count))
KERNEL(retort_column_sums, f(y[0], x[0], rows, columns, accumulate))
KERNEL(retort_mean_of_row_sums, *sum = f(x[0], rows, columns, 0.9f, y[0], accumulate))

KERNEL(retort_unit_rows, f(y[0], y[1], x[0], rows, columns))
KERNEL(retort_unit_rows_gradient, f(y[0], x[0], positive, x[1], rows, columns, accumulate))
KERNEL(retort_row_products, f(y[0], x[0], x[1], rows, columns))
KERNEL(retort_row_products_gradient, f(y[0], x[0], x[1], rows, columns, accumulate))
KERNEL(retort_squared_distances, f(y[0], x[0], positive, positive + 1, rows, columns))
KERNEL(
    retort_squared_distances_gradient, f(y[0], y[1], y[2], x[0], rows, columns, accumulate))

KERNEL(retort_softmax, f(y[0], x[0], rows, columns))
KERNEL(retort_softmax_gradient, f(y[0], x[0], x[1], rows, columns, accumulate))
KERNEL(retort_log_softmax, f(y[0], x[0], rows, columns))
KERNEL(retort_log_softmax_gradient, f(y[0], x[0], x[1], rows, columns, accumulate))
KERNEL(retort_log_sum_exp, f(y[0], x[0], rows, columns))
KERNEL(retort_log_sum_exp_gradient, f(y[0], x[0], x[1], x[2], rows, columns, accumulate))

KERNEL(retort_copy_columns, f(y[0], columns + 3, x[0], columns + 5, rows, columns, accumulate))
KERNEL(retort_add_repeated, f(y[0], x[0], x[1], rows, 3, columns))
KERNEL(retort_add_repeated_gradient, f(y[0], x[0], rows, 3, columns, accumulate))
KERNEL(retort_prepend_token, f(y[0], x[0], x[1], 2, rows, columns))
KERNEL(
    retort_prepend_token_gradient, f(y[0], y[1], x[0], 2, rows, columns, accumulate, accumulate))
KERNEL(retort_copy_token, f(y[0], x[0], 2, rows, rows - 1, columns))
KERNEL(retort_copy_token_gradient, f(y[0], x[0], 2, rows, rows - 1, columns, accumulate))
KERNEL(retort_mean_of_tokens, f(y[0], x[0], flag ? ids : NULL, 2, rows, columns))
KERNEL(
    retort_mean_of_tokens_gradient,
    f(y[0], x[0], flag ? ids : NULL, 2, rows, columns, accumulate))
