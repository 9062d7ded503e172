import Ledger
import Records

/// The draws of a repeated split: what each of them chose and gained.
struct SplitSection: Sendable {
  private let evidence: JobEvidence

  init(_ evidence: JobEvidence) {
    self.evidence = evidence
  }

  var blocks: [String] {
    guard !evidence.draws.isEmpty else { return [] }
    var blocks = [
      "## Gain on each split",
      """
      The split was drawn several times. Each draw chose on its own validation rows and was measured \
      on its own test rows; the gains above are means over the draws, with intervals that count the \
      training set as a source of chance (Nadeau and Bengio 2003). A draw is not tested by itself.
      """,
    ]
    for pair in evidence.pairs {
      guard let table = table(pair) else { continue }
      if evidence.pairs.count > 1 { blocks.append("### Splits of \(pair.name.markdown)") }
      blocks.append(table)
    }
    return blocks
  }

  private func table(_ pair: PairEvidence) -> String? {
    guard let format = pair.format else { return nil }
    let rows = evidence.report.gains.map(\.comparison).filter {
      $0.teacher == pair.name.teacher && $0.student == pair.name.student && $0.selected
        && $0.metric == format.metric.name && evidence.draws[$0.setting] == pair.name.setting
    }
    guard !rows.isEmpty else { return nil }
    let unit = format.metric.differenceUnit
    var table = MarkdownTable([
      ("split", .leading), ("variant chosen", .leading),
      ("student \(format.metric.heading)", .trailing), ("distilled", .trailing),
      ("gain" + (unit.isEmpty ? "" : " \(unit)"), .trailing),
      ("transfer" + (unit.isEmpty ? "" : " \(unit)"), .trailing),
      ("verdict before training", .leading),
    ])
    for row in rows {
      let name = PairName(
        teacher: row.teacher, student: row.student, setting: row.setting)
      let variant = name.bare(row.variant)
      table.append([
        MarkdownText.name(row.setting),
        variant.isEmpty ? "as written" : MarkdownText.name(variant),
        format.level(row.studentMean), format.level(row.distilledMean),
        format.difference(row.gain), format.difference(row.transfer),
        evidence.report.verdicts.first {
          $0.teacher == row.teacher && $0.student == row.student && $0.variant == row.setting
        }?.verdict ?? noNumber,
      ])
    }
    return table.text
  }
}
