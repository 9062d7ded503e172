import Ledger
import PlainText
import Records

/// One pair: its sentence, its arms, its gain and transfer, and what they say in words.
struct PairSection: Sendable {
  private let pair: PairEvidence
  /// Pairs of the job; several adjust the p-value of each.
  private let pairs: Int
  private let jobConclusion: String?
  /// Whether the tables are explained here (once a report).
  private let explains: Bool

  init(_ pair: PairEvidence, pairs: Int, jobConclusion: String?, explains: Bool) {
    self.pair = pair
    self.jobConclusion = jobConclusion
    self.pairs = pairs
    self.explains = explains
  }

  var blocks: [String] {
    var blocks: [String] = []
    // A job of one pair has said it above.
    if let conclusion = pair.conclusion, conclusion != jobConclusion {
      blocks.append("**\(MarkdownText.sentence(conclusion))**")
    }
    blocks += arms
    guard let selected = pair.selected, let format = pair.format else {
      return blocks + [
        pair.variants.isEmpty
          ? "Nothing was distilled for this pair: there is a verdict, no gain."
          : "No variant could be chosen on validation, so none is tested; see the variants below."
      ]
    }
    blocks += ["### Gain and transfer", gainTable(selected, format), words(selected, format)]
    if let others { blocks.append(others) }
    blocks += mcnemar
    return blocks
  }

  // MARK: - Arms

  private var arms: [String] {
    guard !pair.arms.isEmpty, let primary = pair.armMetrics.first else { return [] }
    var table = MarkdownTable(
      [
        ("arm", .leading), ("seeds", .trailing), (primary.heading, .trailing),
        ("± seeds", .trailing), ("± rows", .trailing),
      ] + pair.armMetrics.dropFirst().map { ($0.heading, .trailing) })
    let formats = pair.armMetrics.enumerated().map { column, metric in
      format(metric, pair.arms.compactMap { $0.values[column] })
    }
    for arm in pair.arms {
      let record = arm.values[0]
      table.append(
        [
          title(arm), record?.count.map(String.init) ?? noNumber,
          formats[0].level(record?.value), formats[0].level(seedError(record)),
          formats[0].level(record?.extra),
        ] + zip(arm.values, formats).dropFirst().map { $1.level($0?.value) })
    }
    var blocks = ["### Arms", table.text]
    if explains { blocks.append(armsExplained(primary)) }
    return blocks
  }

  private func armsExplained(_ primary: ReportedMetric) -> String {
    let lower = pair.armMetrics.filter(\.lowerIsBetter).map(\.title)
    let labels = pair.arms.map(\.label)
    var sentences = [
      "Means over seeds. \"± seeds\" is the standard error from training again with other random "
        + "seeds, \"± rows\" the one from drawing other test rows."
    ]
    if !lower.isEmpty {
      sentences.append("Lower is better for \(lower.joined(separator: " and ")).")
    }
    sentences.append(
      pair.wasSelected
        ? "The student alone was tuned with as many configurations as the distilled one."
        : "Nothing was chosen: without validation rows every arm has one configuration.")
    if labels.contains("fused") {
      sentences.append("`fused` sees both modalities at test time: a reference, not a bound.")
    }
    let controls = ["class-mean", "smoothed", "within", "across"].filter(labels.contains)
    if !controls.isEmpty {
      sentences.append(
        "Controls, explained below: \(controls.map { "`\($0)`" }.joined(separator: ", ")).")
    }
    return sentences.joined(separator: " ")
  }

  private func format(_ metric: ReportedMetric, _ records: [SummaryRecord]) -> MetricFormat {
    if metric == pair.metric, let format = pair.format { return format }
    let spread = records.compactMap { [seedError($0), $0.extra].compactMap(\.finite).max() }.max()
    return MetricFormat(metric, spread: spread, level: records.compactMap(\.value.finite).first)
  }

  private func seedError(_ record: SummaryRecord?) -> Double? {
    guard let upper = record?.upper.finite, let lower = record?.lower.finite else { return nil }
    return (upper - lower) / 2
  }

  private func title(_ arm: PairEvidence.Arm) -> String {
    let word: String
    switch arm.label {
    case "teacher": word = "teacher, sees \(MarkdownText.name(pair.name.teacher))"
    case "student": word = "student, sees \(MarkdownText.name(pair.name.student))"
    case "fused": word = "fused, sees both"
    case "distilled", "class-mean", "smoothed", "within", "across": word = arm.label
    default: word = MarkdownText.name(arm.label)
    }
    let isPlain = arm.variant.isEmpty || arm.variant == "selected"
    return !isPlain ? "\(word) (\(MarkdownText.name(arm.variant)))" : word
  }

  // MARK: - Gain

  private func gainTable(_ row: ComparisonRecord, _ format: MetricFormat) -> String {
    let unit = format.metric.differenceUnit
    var table = MarkdownTable([
      (format.metric.title + (unit.isEmpty ? "" : ", \(unit)"), .leading),
      ("estimate", .trailing), ("95 % interval", .trailing), ("± seeds", .trailing),
      ("± rows", .trailing), ("p", .trailing),
    ])
    table.append([
      "gain: distilled − student", format.difference(row.gain),
      format.interval(row.gainLower, row.gainUpper), error(row.seSeeds, format),
      error(row.seRows, format), probabilityText(row.pValue),
    ])
    table.append([
      "transfer: distilled − \(row.transferReference.map(MarkdownText.name) ?? "best reference")",
      format.difference(row.transfer), format.interval(row.transferLower, row.transferUpper), "",
      "", "",
    ])
    return table.text
  }

  private func error(_ value: Double?, _ format: MetricFormat) -> String {
    guard let value = value.finite else { return noNumber }
    return FixedDecimal(value * format.metric.factor, decimals: format.decimals).typeset
  }

  /// Linear students fit the same weights whatever the seed.
  private var seedsChangeNothing: Bool {
    guard let row = pair.selected else { return false }
    return row.seeds > 1 && row.gainLower.finite != nil && row.pValue == nil
  }

  private func words(_ row: ComparisonRecord, _ format: MetricFormat) -> String {
    var sentences = [GainWording(row, format).sentence]
    if seedsChangeNothing {
      sentences.append(
        "Other seeds give the same student (a deterministic fit), so no p-value is printed; "
          + "another seed of the drawn split would show what another training set changes.")
    } else if row.seeds == 1 {
      sentences.append(
        "With one seed nothing is known about the spread over seeds: the interval covers the draw "
          + "of test rows only.")
    }
    if pairs > 1, let adjusted = row.pAdjusted.finite, !seedsChangeNothing {
      sentences.append(
        "Adjusted for the \(pairs) pairs of this job (Benjamini–Hochberg), p is "
          + "\(probabilityText(adjusted)).")
    }
    if let fused = fusedShare { sentences.append(fused) }
    return sentences.joined(separator: " ")
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

  /// The selected variant on the metrics that did not choose it.
  private var others: String? {
    guard !pair.otherMetrics.isEmpty else { return nil }
    let texts = pair.otherMetrics.map { row in
      let metric = ReportedMetric(name: row.metric)
      let spread = [row.seSeeds, row.seRows].compactMap(\.finite).max()
      let format = MetricFormat(metric, spread: spread, level: row.studentMean)
      let interval =
        row.gainLower.finite == nil
        ? "" : " (\(format.interval(row.gainLower, row.gainUpper)))"
      return "\(metric.title) \(format.differenceWithUnit(row.gain))\(interval)"
    }
    return "On other metrics the gain is: " + texts.joined(separator: "; ") + "."
  }

  private var mcnemar: [String] {
    let records = pair.summaries("mcnemar")
    guard !records.isEmpty else { return [] }
    let seed = records.first { $0.label == "seed" }?.count
    let counts = records.filter { $0.label != "seed" && $0.label != "p" }.compactMap { record in
      record.count.map { "\(MarkdownText.sentence(record.label)): \($0)" }
    }
    let probability = records.first { $0.label == "p" }?.value
    return [
      "The exported student" + (seed.map { " (seed \($0))" } ?? "")
        + " against its twin trained on labels, row by row (McNemar's test): "
        + (counts + ["p \(probabilityText(probability))"]).joined(separator: "; ") + "."
    ]
  }
}
