import PlainText
import Records

/// How far the arms' probabilities can be believed, and what the teacher's soft targets were like.
struct CalibrationSection: Sendable {
  private let evidence: JobEvidence
  private let figures: ReportFigures

  init(_ evidence: JobEvidence, figures: ReportFigures) {
    self.evidence = evidence
    self.figures = figures
  }

  var blocks: [String] {
    var blocks: [String] = []
    let teachers = teacherTable
    for (index, pair) in evidence.pairs.enumerated() where figures.reliability[index] != nil {
      blocks.append(
        "![Reliability, \(pair.name.markdown)](\(figures.reliabilityFile(pair: index)))")
    }
    guard !blocks.isEmpty || teachers != nil else { return [] }
    if !blocks.isEmpty {
      blocks.insert(
        """
        Dots on the line mean what they say: of all rows predicted with 80 % confidence, 80 % are \
        right. The calibration error is the mean distance from that line, rows weighted equally.
        """, at: 0)
    }
    return ["## Calibration"] + blocks + (teachers ?? [])
  }

  /// Facts of every teacher, in and out of fold.
  private var teacherTable: [String]? {
    let records = evidence.summaries("teacher")
    guard !records.isEmpty else { return nil }
    var labels: [String] = []
    for record in records where !labels.contains(record.label) { labels.append(record.label) }
    struct Key: Hashable {
      var teacher: String
      var item: String
    }
    var keys: [Key] = []
    var values: [Key: [String: SummaryRecord]] = [:]
    for record in records {
      let key = Key(teacher: record.teacher, item: record.item)
      if values[key] == nil { keys.append(key) }
      // A teacher of several pairs is described once.
      if values[key]?[record.label] == nil { values[key, default: [:]][record.label] = record }
    }
    var table = MarkdownTable(
      [("teacher", .leading), ("", .leading)]
        + labels.map { (MarkdownText.name($0), .trailing) })
    for key in keys {
      table.append(
        [MarkdownText.name(key.teacher), MarkdownText.name(key.item)]
          + labels.map { label in
            guard let record = values[key]?[label] else { return "" }
            return value(record)
          })
    }
    return [
      """
      The teacher on rows it was fitted to (in sample) and on rows it was not (out of fold). Soft \
      targets come from rows the teacher had not seen unless the job says otherwise: a teacher that \
      is sure of everything only repeats the labels.
      """,
      table.text,
    ]
  }

  private func value(_ record: SummaryRecord) -> String {
    guard let value = record.value.finite else {
      return record.text.map(MarkdownText.sentence) ?? noNumber
    }
    if record.item == "temperature" { return temperatureText(value, decimals: 3) }
    let isShare = record.item == "accuracy" || record.item.hasSuffix("probability")
    return isShare
      ? FixedDecimal(value * 100, decimals: 1).typeset + " %"
      : FixedDecimal(value, decimals: 3).typeset
  }
}
