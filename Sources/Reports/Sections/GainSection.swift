import Ledger
import PlainText
import Records

/// Gain and transfer of the selected variant: the table with every reference, what it says in words, and
/// what is held against a claim.
struct GainSection: Sendable {
  private let pair: PairEvidence
  /// Pairs whose selected variants are tested together.
  private let family: Int
  private let row: ComparisonRecord
  private let format: MetricFormat
  /// Whether the split was drawn several times already.
  private let isOverDraws: Bool

  /// - Returns: `nil` where no variant was selected.
  init?(_ pair: PairEvidence, family: Int, isOverDraws: Bool) {
    guard let row = pair.selected, let format = pair.format else { return nil }
    self.pair = pair
    self.family = family
    self.row = row
    self.format = format
    self.isOverDraws = isOverDraws
  }

  var blocks: [String] {
    ["### Gain and transfer", table, words] + reservations
  }

  // MARK: - Table

  /// The gain is the transfer over the student; the other references follow it.
  private var table: String {
    let unit = format.metric.differenceUnit
    var table = MarkdownTable([
      (format.metric.title + (unit.isEmpty ? "" : ", \(unit)"), .leading),
      ("estimate", .trailing), ("95 % interval", .trailing), ("± seeds", .trailing),
      ("± rows", .trailing), ("p", .trailing),
    ])
    table.append([
      "gain: distilled − student" + mark(student), format.difference(row.gain),
      format.interval(row.gainLower, row.gainUpper), error(row.seSeeds), error(row.seRows),
      probabilityText(row.pValue),
    ])
    for transfer in pair.transfers where transfer.reference != student {
      table.append([
        "transfer: distilled − \(MarkdownText.name(transfer.reference))" + mark(transfer.reference),
        format.difference(transfer.value), format.interval(transfer.lower, transfer.upper), "", "",
        probabilityText(transfer.pValue),
      ])
    }
    return table.text
  }

  /// The word of the student alone.
  private var student: String? { pair.jobArms.baseline?.word }

  private func mark(_ reference: String?) -> String {
    reference != nil && reference == row.transferReference ? " (least clear)" : ""
  }

  private func error(_ value: Double?) -> String {
    guard let value = value.finite else { return noNumber }
    return FixedDecimal(value * format.metric.factor, decimals: format.decimals).typeset
  }

  // MARK: - Words

  private var words: String {
    var sentences = [GainWording(pair, row, format).sentence]
    if seedsChangeNothing {
      sentences.append(
        "Other seeds give the same student (a deterministic fit); `splits: 5` would show what another "
          + "training set changes.")
    } else if row.seeds == 1, row.gainLower.finite != nil, !isOverDraws {
      sentences.append(
        "With one seed nothing is known about the spread over seeds: the interval covers the draw "
          + "of test rows only.")
    }
    if let probability { sentences.append(probability) }
    if let fusedShare { sentences.append(fusedShare) }
    return sentences.joined(separator: " ")
  }

  /// Linear students fit the same weights whatever the seed, but for rounding.
  private var seedsChangeNothing: Bool {
    guard row.seeds > 1, let seeds = row.seSeeds.finite, !isOverDraws else { return false }
    return seeds < max(1e-9, 1e-6 * (row.seRows.finite ?? 0))
  }

  /// The test behind the claim.
  private var probability: String? {
    guard let p = row.claimPValue.finite else { return nil }
    var text = "The p of the claim, the largest over all references, is \(probabilityText(p))"
    if family > 1, let adjusted = row.pAdjusted.finite {
      let units = pair.name.setting.isEmpty ? "pairs" : "pairs and settings"
      text +=
        "; adjusted for the \(family) \(units) of this job (Benjamini–Hochberg) it is "
        + probabilityText(adjusted)
    }
    return text + "."
  }

  private var fusedShare: String? {
    guard let record = pair.summaries("fused").first else { return nil }
    guard let value = record.value.finite else {
      return record.text.map { text in
        let text = MarkdownText.sentence(text)
        return "Share of the gap to `fused`: " + text + (text.hasSuffix(".") ? "" : ".")
      }
    }
    func percent(_ value: Double) -> String {
      FixedDecimal(value * 100, decimals: 0).typeset + " %"
    }
    var interval = ""
    if let lower = record.lower.finite, let upper = record.upper.finite {
      interval = " (95 % interval \(percent(lower)) to \(percent(upper)))"
    }
    return
      "Distillation closes \(percent(value))\(interval) of the gap between the student and the "
      + "fused model."
  }

  // MARK: - Reservations

  private var reservations: [String] {
    guard !pair.reservations.isEmpty else { return [] }
    let lines = pair.reservations.map { text in
      "- " + MarkdownText.sentence(text) + (text.hasSuffix(".") ? "" : ".")
    }
    return [
      "Held against a claim, whatever the intervals say:\n\n" + lines.joined(separator: "\n")
    ]
  }
}
