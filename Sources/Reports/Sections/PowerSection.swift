import Ledger
import PlainText
import Records

/// The smallest gain the test set can show, so that "no gain seen" is not read as "no gain".
struct PowerSection: Sendable {
  private let evidence: JobEvidence

  init(_ evidence: JobEvidence) {
    self.evidence = evidence
  }

  var blocks: [String] {
    let records = evidence.summaries("power")
    guard !records.isEmpty else { return [] }
    let observed = evidence.pairs.compactMap(observedSentence)
    return ["## What this test set can show"] + general(records)
      + (observed.isEmpty ? [] : [observed.joined(separator: "\n")])
  }

  /// What depends on the number of rows alone is the same for every pair and said once.
  private func general(_ records: [SummaryRecord]) -> [String] {
    var seen: Set<String> = []
    let sizes = records.compactMap { record -> String? in
      guard record.label.hasPrefix("discordance"), seen.insert(record.label).inserted,
        let value = record.value.finite,
        let share = record.label.split(separator: " ").last.flatMap({ Double(String($0)) })
      else { return nil }
      return "\(points(value)) where they differ on "
        + "\(FixedDecimal(share * 100, decimals: 0).typeset) % of the rows"
    }
    guard !sizes.isEmpty else { return [] }
    let units = records.lazy.compactMap(\.count).first
    // Where rows come in groups, a group is one look.
    let areRows = evidence.report.gains.contains { $0.rows == units }
    let noun = areRows ? "test row" : "test group"
    let rows = units.map { " With \(Counted.text($0, noun)) it is" } ?? " It is"
    return [
      "The smallest gain in accuracy that would be found four times in five (at p < 0.05) depends "
        + "on how many rows only one of the two students gets right.\(rows) "
        + sizes.joined(separator: ", ") + "."
    ]
  }

  private func observedSentence(_ pair: PairEvidence) -> String? {
    guard
      let record = pair.summaries("power").first(where: { $0.label.hasPrefix("observed") }),
      let value = record.value.finite, value > 0
    else { return nil }
    let format = pair.format
    let isAccuracy = record.extra.finite != nil
    let size = isAccuracy ? points(value) : format?.size(value) ?? "\(value)"
    let share =
      record.extra.finite.map {
        " (they differ on \(FixedDecimal($0 * 100, decimals: 1).typeset) % of the rows)"
      } ?? ""
    var text = "- \(pair.name.markdown): **\(size)**\(share)."
    let comparable = !isAccuracy || pair.metric?.name == "accuracy"
    if comparable, let gain = pair.selected?.gain.finite, let format {
      text += " The gain was \(format.differenceWithUnit(gain)): "
      let wasFound = pair.selected?.outcome == "helps" || pair.selected?.outcome == "hurts"
      if gain.magnitude >= value {
        text += "large enough to be found reliably."
      } else if wasFound {
        text += "found here, but another test set of this size could well miss it."
      } else {
        text += "a difference of that size is too small for this test set to settle."
      }
    }
    return text
  }

  private func points(_ value: Double) -> String {
    FixedDecimal(value * 100, decimals: 1).typeset + " points"
  }
}
