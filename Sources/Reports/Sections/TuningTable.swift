import Records

/// How student and distilled arm were regularised: out of how many configurations, and where the best weight
/// decay came to lie among those tried. A baseline tuned less than what is set against it shows nothing.
struct TuningTable: Sendable {
  private let pair: PairEvidence
  /// Whether the sentence on controls and teacher is written (once a report).
  private let explains: Bool

  init(_ pair: PairEvidence, explains: Bool) {
    self.pair = pair
    self.explains = explains
  }

  var blocks: [String] {
    guard !records.isEmpty else { return [] }
    var table = MarkdownTable([
      ("arm", .leading), ("configurations", .trailing), ("weight decay", .trailing),
      ("label smoothing", .trailing), ("the best decay lies", .leading),
    ])
    for record in records {
      table.append([
        MarkdownText.name(record.label), record.count.map(String.init) ?? noNumber,
        number(record.value), number(smoothing), record.text.map(MarkdownText.sentence) ?? noNumber,
      ])
    }
    var sentences = [end].compactMap { $0 }
    if explains { sentences.append(others) }
    return ["### Tuning", table.text]
      + (sentences.isEmpty ? [] : [sentences.joined(separator: " ")])
  }

  /// The student first.
  private var records: [SummaryRecord] {
    let records = pair.summaries("tuning").filter { $0.item == "weight decay" }
    return [pair.jobArms.baseline, pair.jobArms.distilled].compactMap { arm in
      records.first { $0.label == arm?.word }
    }
  }

  /// Chosen by the student; the distilled arm and its controls inherit it.
  private var smoothing: Double? {
    records.first { $0.label == pair.jobArms.baseline?.word }?.extra
  }

  /// Three significant digits, in Swift's shortest form: "0.0316", "1e-05", "10".
  private func number(_ value: Double?) -> String {
    guard let value = value.finite else { return noNumber }
    guard value != 0 else { return "0" }
    var scale = 1.0
    while value.magnitude * scale < 100, scale < 1e12 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() && rounded.magnitude < 1e6
      ? "\(Int(rounded))" : "\(rounded)"
  }

  /// A best decay at an end is the best of what was tried, and no more.
  private var end: String? {
    let arms = records.filter { $0.text?.contains("end") == true }.map { "`\($0.label)`" }
    guard !arms.isEmpty else { return nil }
    return "At an end of its search a better decay may lie beyond it (\(Listing.text(arms)))."
  }

  private var others: String {
    let labels = Set(pair.arms.map(\.label))
    let arms = pair.jobArms.yardsticks.filter { labels.contains($0.word) }
    // In the order in which the distilled student is set against them.
    let tested = pair.transfers.map(\.reference)
    let inherited = arms.filter { $0.kind == .control && $0.wording.tuning.isEmpty }
      .map { (place: tested.firstIndex(of: $0.word) ?? tested.count, arm: $0) }
      .enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map { MarkdownText.codeSpan($0.element.arm.word) }
    var sentences = [
      "Chosen on validation rows; the distilled arm inherits the student's smoothing."
    ]
    if !inherited.isEmpty {
      sentences.append(
        "\(Listing.text(inherited)) "
          + (inherited.count == 1 ? "has" : "have") + " the distilled arm's one configuration.")
    }
    sentences += arms.filter { !$0.wording.tuning.isEmpty }.map {
      "\(MarkdownText.codeSpan($0.word)) \(MarkdownText.sentence($0.wording.tuning))"
    }
    sentences.append("The teacher has the job's own weight decay.")
    return sentences.joined(separator: " ")
  }
}
