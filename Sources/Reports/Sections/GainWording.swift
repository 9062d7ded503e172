import Records

/// What a comparison says, in one or two plain sentences. What would decide an open one stands in the pair's
/// conclusion.
struct GainWording: Sendable {
  private let pair: PairEvidence
  private let row: ComparisonRecord
  private let format: MetricFormat
  /// From where on an adjusted p is chance.
  private let level = 0.05

  init(_ pair: PairEvidence, _ row: ComparisonRecord, _ format: MetricFormat) {
    self.pair = pair
    self.row = row
    self.format = format
  }

  var sentence: String {
    guard row.gain.finite != nil else {
      return "**No comparison.** At least one arm has no finite number, so there is no gain."
    }
    guard row.gainLower.finite != nil, let upper = row.gainUpper.finite else { return noInterval }
    switch row.outcome {
    case "helps" where row.claim:
      return
        "**The teacher helps.** The distilled student beats the student alone and every control "
        + "with the whole interval, and nothing is held against it."
    case "helps":
      return uncredited
    case "hurts":
      return "**The teacher hurts.** The whole interval of the gain lies below 0."
    case "flat":
      return "**No difference worth having.** The whole interval of the gain lies within ±\(band)."
    case "unclear" where upper <= margin:
      return "**Nothing worth having.** The interval rules out a gain of more than "
        + "\(format.size(max(upper, 0)))."
    case "unclear":
      return "**Cannot tell.** The interval of the gain holds 0 and gains worth having."
    default:
      return "**No comparison.** The outcome was not decided."
    }
  }

  // MARK: - Better, but not claimed

  private var uncredited: String {
    guard !pair.isBelowConstant else {
      return
        "**Better than the student alone, and no better than a constant.** A predictor that looks "
        + "at no input reaches \(format.level(pair.constant)): this gain is of no use."
    }
    let unbeaten = pair.transfers.filter { !$0.isBeaten }.map(\.reference)
    guard unbeaten.isEmpty else {
      return "**Better, but the teacher gets no credit.** The distilled student beats the student "
        + "alone; it is not shown to beat \(Listing.text(unbeaten.map(reference))). "
        + advice(unbeaten)
    }
    let beaten = "**Better, but not claimed.** Every control is beaten; "
    if let adjusted = row.pAdjusted.finite, adjusted > level {
      return beaten + "among all pairs of this job that is within chance (adjusted p "
        + "\(probabilityText(adjusted)))."
    }
    return pair.reservations.isEmpty
      ? beaten + "the claim was not made." : beaten + "what is held against a claim stands below."
  }

  private func reference(_ name: String) -> String {
    guard let arm = pair.jobArms[word: name] else { return MarkdownText.name(name) }
    guard arm != pair.jobArms.baseline else { return "the tuned student" }
    let word = MarkdownText.codeSpan(name)
    let aside = arm.wording.aside
    return aside.isEmpty ? word : "\(word) (\(MarkdownText.sentence(aside)))"
  }

  /// What the gain may be instead, by the reference that is beaten least clearly.
  private func advice(_ unbeaten: [String]) -> String {
    let least = row.transferReference.flatMap { unbeaten.contains($0) ? $0 : nil } ?? unbeaten[0]
    return MarkdownText.sentence(
      pair.jobArms[word: least]?.wording.advice ?? ArmWording.tuneTheStudent)
  }

  // MARK: - No interval

  private var noInterval: String {
    let reason =
      switch pair.testUnits {
      case (1, true)?: "all test rows are one group"
      case (1, false)?: "there is one test row"
      default: "the test rows vary too little for one"
      }
    return
      "**Cannot tell.** There is no interval, because \(reason): how far other test rows would "
      + "move the gain is unknown."
  }

  // MARK: - Sizes

  /// From where on a gain is worth having, in the stored unit.
  private var margin: Double {
    row.studentMean.finite.flatMap { format.metric.flatMargin(studentMean: $0) } ?? 0
  }

  private var band: String {
    format.metric.isShownInPoints ? "1 point" : "2 % of the student's mean"
  }
}
