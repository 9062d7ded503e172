import Ledger
import PlainText
import Records

/// The data card: rows, classes, duplicates, dependence between modalities, shift between parts.
struct DataSection: Sendable {
  private let evidence: JobEvidence

  init(_ evidence: JobEvidence) {
    self.evidence = evidence
  }

  var blocks: [String] {
    // Draws of one split differ in little; the first stands for all.
    let first = evidence.report.summaries.first {
      $0.section == "data" && evidence.draws[$0.setting] != nil
    }?.setting
    let records = evidence.summaries("data").filter {
      evidence.draws[$0.setting] == nil || $0.setting == first
    }
    guard !records.isEmpty else { return [] }
    let settings = records.reduce(into: [String]()) {
      if !$0.contains($1.setting) { $0.append($1.setting) }
    }
    return ["## Data"]
      + settings.flatMap { setting in
        let own = records.filter { $0.setting == setting }
        let title = settings.count > 1 ? ["### Data with \(MarkdownText.name(setting))"] : []
        return title + tables(own).map { text(of: $0, own) }
      }
  }

  /// Facts about the same things, one table: things down, facts across.
  private struct Table {
    var items: [String]
    var labels: [String]
  }

  /// Facts of parts, of modalities and of pairs of modalities come apart by what they are facts of.
  private func tables(_ records: [SummaryRecord]) -> [Table] {
    var tables: [Table] = []
    for record in records {
      let index =
        tables.firstIndex { $0.items.contains(record.item) }
        ?? tables.firstIndex { $0.labels.contains(record.label) }
      guard let index else {
        tables.append(Table(items: [record.item], labels: [record.label]))
        continue
      }
      if !tables[index].items.contains(record.item) { tables[index].items.append(record.item) }
      if !tables[index].labels.contains(record.label) { tables[index].labels.append(record.label) }
    }
    return tables
  }

  private func text(of table: Table, _ records: [SummaryRecord]) -> String {
    var markdown = MarkdownTable(
      [("", .leading)] + table.items.map { (MarkdownText.sentence($0), .trailing) })
    for label in table.labels {
      markdown.append(
        [label.isEmpty ? "" : MarkdownText.name(label)]
          + table.items.map { item in
            records.first { $0.item == item && $0.label == label }.map(value) ?? ""
          })
    }
    return markdown.text
  }

  private func value(_ record: SummaryRecord) -> String {
    if let value = record.value.finite { return number(value) }
    if let count = record.count { return String(count) }
    return record.text.map(MarkdownText.sentence) ?? noNumber
  }

  private func number(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15
      ? FixedDecimal(value, decimals: 0).typeset : FixedDecimal(value, decimals: 3).typeset
  }
}
