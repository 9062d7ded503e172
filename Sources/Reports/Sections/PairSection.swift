import Ledger
import PlainText
import Records

/// One pair: its sentence, its arms and how they were tuned, its gain and transfer.
struct PairSection: Sendable {
  private let pair: PairEvidence
  /// What is said of gain and transfer; `nil` where no variant was selected.
  private let gain: GainSection?
  private let jobConclusion: String?
  /// Whether the tables are explained here (once a report).
  private let explains: Bool

  init(_ pair: PairEvidence, of evidence: JobEvidence, explains: Bool) {
    self.pair = pair
    gain = GainSection(
      pair, family: evidence.pairs.count { $0.selected != nil },
      isOverDraws: !evidence.draws.isEmpty)
    jobConclusion = evidence.conclusion
    self.explains = explains
  }

  var blocks: [String] {
    var blocks: [String] = []
    // A job of one pair has said it above.
    if let conclusion = pair.conclusion, conclusion != jobConclusion {
      blocks.append("**\(MarkdownText.sentence(conclusion))**")
    }
    blocks += arms + TuningTable(pair, explains: explains).blocks
    guard let gain else {
      return blocks + [
        pair.variants.isEmpty
          ? "Nothing was distilled for this pair: there is a verdict, no gain."
          : "No variant could be chosen on validation, so none is tested; see the variants below."
      ]
    }
    blocks += gain.blocks
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
          title(arm), seeds(record),
          formats[0].level(record?.value), formats[0].level(seedError(record)),
          formats[0].level(record?.extra),
        ] + zip(arm.values, formats).dropFirst().map { $1.level($0?.value) })
    }
    var blocks = ["### Arms", table.text]
    if explains { blocks.append(armsExplained(primary)) }
    if let belowConstant { blocks.append(belowConstant) }
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
    if !pair.wasSelected {
      sentences.append(
        "Nothing was chosen: without validation rows every arm has one configuration.")
    }
    sentences += pair.jobArms.landmarks
      .filter { $0.wording.sees == .both && labels.contains($0.word) }
      .map {
        "\(MarkdownText.codeSpan($0.word)) sees both modalities at test time: a reference, not a bound."
      }
    let controls = pair.jobArms.yardsticks.map(\.word).filter(labels.contains)
    if !controls.isEmpty {
      sentences.append(
        "Controls, explained below: \(controls.map(MarkdownText.codeSpan).joined(separator: ", "))."
      )
    }
    return sentences.joined(separator: " ")
  }

  private func format(_ metric: ReportedMetric, _ records: [SummaryRecord]) -> MetricFormat {
    if metric == pair.metric, let format = pair.format { return format }
    let spread = records.compactMap { [seedError($0), $0.extra].compactMap(\.finite).max() }.max()
    return MetricFormat(metric, spread: spread, level: records.compactMap(\.value.finite).first)
  }

  /// A predictor without inputs has none.
  private func seeds(_ record: SummaryRecord?) -> String {
    record?.label == PairEvidence.constantLabel
      ? noNumber : record?.count.map(String.init) ?? noNumber
  }

  /// Which arms learnt nothing that counts in the primary metric.
  private var belowConstant: String? {
    let arms = pair.arms.filter(isBelowConstant).map { "`\($0.label)`" }
    guard !arms.isEmpty, let title = pair.metric?.title else { return nil }
    return
      "\(Self.mark) At or below `constant` in \(title): \(Listing.text(arms)). Such an arm does no "
      + "better than one that looks at no input, and nothing it gains is of use."
  }

  private func isBelowConstant(_ arm: PairEvidence.ArmLine) -> Bool {
    arm.label != PairEvidence.constantLabel && pair.armMetrics.first == pair.metric
      && pair.isAtOrBelowConstant(arm.values.first??.value)
  }

  /// Stands at an arm that is at or below the constant prediction.
  private static let mark = "†"

  private func seedError(_ record: SummaryRecord?) -> Double? {
    guard let upper = record?.upper.finite, let lower = record?.lower.finite else { return nil }
    return (upper - lower) / 2
  }

  private func title(_ arm: PairEvidence.ArmLine) -> String {
    var word = MarkdownText.name(arm.label)
    if arm.label == PairEvidence.constantLabel { word += ", looks at no input" }
    switch pair.jobArms[word: arm.label]?.wording.sees {
    case .teacher: word += ", sees \(MarkdownText.name(pair.name.teacher))"
    case .student: word += ", sees \(MarkdownText.name(pair.name.student))"
    case .both: word += ", sees both"
    case .unsaid, nil: break
    }
    let isPlain = arm.variant.isEmpty || arm.variant == "selected"
    return (isPlain ? word : "\(word) (\(MarkdownText.name(arm.variant)))")
      + (isBelowConstant(arm) ? " " + Self.mark : "")
  }

  // MARK: - Beside the gain

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

  /// Both exported models, row by row; rows of a group count together.
  private var mcnemar: [String] {
    let records = pair.summaries("mcnemar")
    guard !records.isEmpty else { return [] }
    func model(_ label: String) -> String {
      records.first { $0.label == label }?.count.map { " (seed \($0))" } ?? ""
    }
    let counts = records.filter { !["seed", "student's seed", "p"].contains($0.label) }
      .compactMap { record in
        record.count.map { "\(MarkdownText.sentence(record.label)): \($0)" }
      }
    let test = records.first { $0.label == "p" }
    let form = test?.text.map { ", " + MarkdownText.sentence($0) } ?? ""
    return [
      "The exported distilled student\(model("seed")) against the exported student"
        + "\(model("student's seed")), each the best seed of its own arm on validation, row by row "
        + "(McNemar's test\(form)): "
        + (counts + ["p \(probabilityText(test?.value))"]).joined(separator: "; ") + "."
    ]
  }
}
