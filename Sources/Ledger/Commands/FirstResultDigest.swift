internal import Digests
internal import GRDB

/// The digest as schema versions 1 to 4 took it: over results, comparisons, information, verdicts and
/// summaries. Seals of that time are held against it; nothing is sealed by it any more.
///
/// One row a line: the table's name, then every column after a space as `-` (NULL), `i12`, `r0.5` (shortest
/// decimal that reads back) or `t5:words` (UTF-8 length). It leaves out what came with later versions where
/// a row has none of it, so a text could move from one such column into another; ``ResultDigest`` has no
/// such place.
enum FirstResultDigest {
  private static let form = "retort results 1\n"

  private static let sources = [
    ResultSource(
      "results",
      columns: """
        ordinal, run, arm, teacher, student, variant, method, seed, status, metric_ordinal, split,
        metric, value, value_kind, nullif(setting, '') AS setting
        """, order: "ordinal, metric_ordinal"),
    // The view has the four gains that were columns of the table.
    ResultSource(
      "comparisons", rows: "kd_gain",
      columns: """
        ordinal, teacher, student, variant, method, split, metric, seeds, rows, student_mean,
        distilled_mean, gain, gain_lower, gain_upper, se_seeds, se_rows, p_value, p_adjusted,
        transfer, transfer_lower, transfer_upper, transfer_reference,
        within_gain, across_gain, class_mean_gain, smoothed_gain, fused_mean, outcome, claim, selected,
        nullif(setting, '') AS setting, claim_p_value, student_variant, distilled_variant
        """),
    ResultSource(
      "information_estimates",
      columns: """
        verdict, ordinal, teacher, student, quantity, estimator, value_nats, lower, upper, rows,
        dimension, recovered
        """, order: "verdict, ordinal"),
    ResultSource(
      "verdict_decisions",
      columns: """
        ordinal, teacher, student, variant, estimator, rows, i_teacher_student, i_student_label,
        delta, delta_lower, delta_upper, delta_within, verdict, reason, teacher_better,
        teacher_temperature
        """),
    ResultSource(
      "summaries",
      columns: """
        ordinal, section, item, label, teacher, student, variant, value, lower, upper, extra, count,
        text, nullif(setting, '') AS setting
        """),
  ]

  /// Columns that older jobs do not have.
  private static let later: Set = [
    "setting", "claim_p_value", "student_variant", "distilled_variant",
  ]

  static func digest(_ database: Database, job: Int) throws -> String {
    var hasher = DigestHasher()
    hasher.update(Array(form.utf8))
    for source in sources {
      let rows = try Row.fetchCursor(database, sql: source.query, arguments: [job])
      while let row = try rows.next() {
        var line = source.name
        for (column, value) in row where !later.contains(column) || !value.isNull {
          line += " " + canonical(value)
        }
        hasher.update(Array((line + "\n").utf8))
      }
    }
    return hasher.finish().hex
  }

  private static func canonical(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: "-"
    case .int64(let number): "i\(number)"
    case .double(let number): "r\(number)"
    case .string(let text): "t\(text.utf8.count):\(text)"
    case .blob(let bytes): "b\(bytes.count)"
    }
  }
}
