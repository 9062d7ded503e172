/// Rows that belong to the result of a job: a table, or a query in its place.
struct ResultSource: Sendable, Hashable {
  /// What the rows are called where two ledgers are set side by side.
  var name: String
  /// A table, a view, or a query in brackets, with a column `job`.
  var rows: String
  /// As a query selects them.
  var columns: String
  /// Columns of whole numbers that say which row it is.
  var order: String

  init(_ name: String, rows: String? = nil, columns: String, order: String = "ordinal") {
    self.name = name
    self.rows = rows ?? name
    self.columns = columns
    self.order = order
  }

  /// Its rows of one job, which is the only argument.
  var query: String { "SELECT \(columns) FROM \(rows) WHERE job = ? ORDER BY \(order)" }
}

extension ResultSource {
  /// Everything a seal vouches for, table by table. What says when, where or by whom is left out: the same
  /// bundle computed with the same build has the same rows in every root.
  static let all = [
    ResultSource(
      "arms",
      columns: """
        ordinal, arm, kind, learns_from, expectation, is_reference, meaning, sees, aside, label,
        advice, tuning, remains
        """),
    ResultSource(
      "cells", columns: "cell, ordinal, key, value, value_kind", order: "cell, ordinal"),
    ResultSource(
      "runs",
      rows: """
        (SELECT job_runs.job, job_runs.ordinal, arm, teacher, student, setting, variant, cell, part,
          scope, method, seed, run, status, reason, products, parameters, epochs, chosen_epoch
        FROM job_runs LEFT JOIN runs ON runs.key = job_runs.run)
        """,
      columns: """
        ordinal, arm, teacher, student, setting, variant, cell, part, scope, method, seed, run,
        status, reason, products, parameters, epochs, chosen_epoch
        """),
    ResultSource(
      "run_products",
      rows: """
        (SELECT job, job_runs.ordinal, row_number() OVER (
            PARTITION BY job, job_runs.ordinal ORDER BY name) - 1 AS product_ordinal, name, object
        FROM job_runs JOIN run_products ON run_products.run = job_runs.run)
        """,
      columns: "ordinal, product_ordinal, name, object", order: "ordinal, product_ordinal"),
    ResultSource(
      "results",
      columns: """
        ordinal, metric_ordinal, arm, teacher, student, variant, seed, split, metric, value,
        value_kind
        """, order: "ordinal, metric_ordinal"),
    ResultSource(
      "comparisons",
      columns: """
        ordinal, teacher, student, setting, variant, cell, method, split, metric, seeds, rows,
        student_mean, distilled_mean, gain, gain_lower, gain_upper, se_seeds, se_rows, p_value,
        p_adjusted, transfer, transfer_lower, transfer_upper, transfer_reference, fused_mean,
        outcome, claim, selected, claim_p_value, student_variant, distilled_variant
        """),
    ResultSource(
      "comparison_controls",
      columns: "comparison, ordinal, arm, part, gain, lower, upper, held",
      order: "comparison, ordinal"),
    ResultSource(
      "information_estimates",
      columns: """
        verdict, ordinal, teacher, student, quantity, estimator, value_nats, lower, upper, rows,
        dimension, recovered
        """, order: "verdict, ordinal"),
    ResultSource(
      "verdict_decisions",
      columns: """
        ordinal, teacher, student, variant, cell, key, estimator, rows, i_teacher_student,
        i_student_label, delta, delta_lower, delta_upper, delta_within, verdict, reason,
        teacher_better, teacher_temperature
        """),
    ResultSource(
      "summaries",
      columns: """
        ordinal, section, item, label, teacher, student, setting, variant, cell, value, lower, upper,
        extra, count, text
        """),
    ResultSource(
      "facts",
      columns: """
        ordinal, section, teacher, student, cell, title, columns_json, rows_json
        """),
    ResultSource(
      "curves",
      columns: """
        ordinal, arm, teacher, student, setting, variant, seed, epoch, train_loss, validation_loss,
        validation_metric
        """),
    ResultSource("report_files", columns: "ordinal, name, sha256"),
  ]
}
