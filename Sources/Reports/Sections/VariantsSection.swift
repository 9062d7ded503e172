import Ledger
import Records

/// Every variant that was tried, the chosen one marked.
struct VariantsSection: Sendable {
  private let evidence: JobEvidence

  init(_ evidence: JobEvidence) {
    self.evidence = evidence
  }

  var blocks: [String] {
    let pairs = evidence.pairs.filter { !$0.variants.isEmpty }
    guard !pairs.isEmpty else { return [] }
    var blocks = ["## All variants"]
    if pairs.contains(where: { $0.variants.count > 1 }) {
      blocks.append(
        """
        ▶ marks the variant chosen on validation: it alone is tested, once. The others are \
        exploratory; their p-values are adjusted for having looked at all of them (Holm). A dash in \
        a control's column: that control was not run for this variant.
        """)
    }
    let lacksInterval = pairs.flatMap(\.variants).contains {
      $0.gain.finite != nil && $0.gainLower.finite == nil
    }
    if lacksInterval {
      blocks.append(
        "A gain without an interval: the test rows are one group or one row, or vary too little for one."
      )
    }
    for pair in pairs {
      if evidence.pairs.count > 1 { blocks.append("### Variants of \(pair.name.markdown)") }
      if let table = table(pair) { blocks.append(table) }
    }
    return blocks
  }

  /// What variants are held against. What was set against the chosen one alone has no column.
  private var controls: [Arm] {
    let gains = evidence.report.gains.map(\.comparison)
    let measured = Set(gains.flatMap(\.controls).map(\.arm))
    let tested = Set(
      evidence.pairs.flatMap(\.transfers).filter { $0.value != nil }.map(\.reference))
    return evidence.report.arms.yardsticks.filter {
      measured.contains($0.word) || !tested.contains($0.word)
    }
  }

  private func table(_ pair: PairEvidence) -> String? {
    guard let format = pair.format else { return nil }
    let unit = format.metric.differenceUnit
    var table = MarkdownTable(
      [
        ("", .leading), ("variant", .leading), ("distilled \(format.metric.heading)", .trailing),
        ("gain" + (unit.isEmpty ? "" : " \(unit)"), .trailing), ("95 % interval", .trailing),
        ("p", .trailing), ("p (Holm)", .trailing),
      ] + controls.map { (MarkdownText.name($0.word), .trailing) } + [("outcome", .leading)])
    for row in pair.variants {
      let variant = pair.name.bare(row.variant)
      table.append(
        [
          row.selected ? "▶" : "",
          variant.isEmpty ? "as written" : MarkdownText.name(variant),
          format.level(row.distilledMean), format.difference(row.gain),
          format.interval(row.gainLower, row.gainUpper), probabilityText(row.pValue),
          row.selected ? "" : probabilityText(row.pAdjusted),
        ] + controls.map { format.difference(row.controls[arm: $0.word]?.gain) }
          + [row.outcome ?? noNumber])
    }
    return table.text
  }
}
