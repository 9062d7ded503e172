internal import Digests
internal import GRDB

/// The digest over a job's result rows: results, comparisons, information, verdicts, summaries, in
/// the order of the plan. Times, attempts and job numbers are left out, so that the same bundle
/// gives the same digest in every root.
///
/// Canonical text, one row a line: the table's name, then every column after a space as
/// `-` (NULL), `i12`, `r0.5` (shortest decimal that reads back) or `t5:words` (UTF-8 length).
enum ResultDigest {
  /// Raised when the form or the columns below change.
  private static let form = "retort results 1\n"

  typealias Source = (name: String, columns: String, order: String)

  static let sources: [Source] = [
    (
      "results",
      """
      ordinal, run, arm, teacher, student, variant, method, seed, status, metric_ordinal, split,
      metric, value, value_kind, nullif(setting, '') AS setting
      """, "ordinal, metric_ordinal"
    ),
    (
      "comparisons",
      """
      ordinal, teacher, student, variant, method, split, metric, seeds, rows, student_mean,
      distilled_mean, gain, gain_lower, gain_upper, se_seeds, se_rows, p_value, p_adjusted,
      transfer, transfer_lower, transfer_upper, transfer_reference, within_gain, across_gain,
      class_mean_gain, smoothed_gain, fused_mean, outcome, claim, selected, nullif(setting, '') AS setting,
      claim_p_value, student_variant, distilled_variant
      """, "ordinal"
    ),
    (
      "information_estimates",
      """
      verdict, ordinal, teacher, student, quantity, estimator, value_nats, lower, upper, rows,
      dimension, recovered
      """, "verdict, ordinal"
    ),
    (
      "verdict_decisions",
      """
      ordinal, teacher, student, variant, estimator, rows, i_teacher_student, i_student_label,
      delta, delta_lower, delta_upper, delta_within, verdict, reason, teacher_better,
      teacher_temperature
      """, "ordinal"
    ),
    (
      "summaries",
      """
      ordinal, section, item, label, teacher, student, variant, value, lower, upper, extra, count,
      text, nullif(setting, '') AS setting
      """, "ordinal"
    ),
  ]

  /// Columns that older jobs do not have.
  private static let later: Set = [
    "setting", "claim_p_value", "student_variant", "distilled_variant",
  ]

  static func digest(_ database: Database, job: Int) throws -> String {
    var hasher = DigestHasher()
    hasher.update(Array(form.utf8))
    for source in sources {
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(source.columns) FROM \(source.name) WHERE job = ? ORDER BY \(source.order)
          """, arguments: [job])
      while let row = try rows.next() {
        var line = source.name
        // Rows without what came later are written as before there was any, so that old seals hold.
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
    case .blob(let bytes): "b\(bytes.count)"  // No result column holds bytes.
    }
  }
}
