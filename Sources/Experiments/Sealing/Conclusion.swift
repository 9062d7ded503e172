import Distillation
import PlainText
import Records
import Statistics

/// The sentence a person can act on, from the headline comparison of a pair. Words follow numbers: "rules
/// out" only where a bound says so, "cannot tell" only where both a useful gain and none lie inside.
struct Conclusion: Sendable {
  private let comparison: ComparisonRecord?
  private let facts: ConclusionFacts

  init(_ comparison: ComparisonRecord?, facts: ConclusionFacts) {
    self.comparison = comparison
    self.facts = facts
  }

  private var pair: Pair { facts.pair }
  private var metric: Metric { facts.metric }

  var text: String {
    [sentence, belowConstant, facts.disagreement, recommendation].compactMap { $0 }
      .joined(separator: " ")
  }

  private var sentence: String {
    guard let comparison, let gain = comparison.gain else {
      return "Cannot tell: no distilled student of \(pair.student) finished beside its baseline."
    }
    guard let lower = comparison.gainLower, let upper = comparison.gainUpper,
      let outcome = comparison.outcome.flatMap(Outcome.init)
    else { return unknown(gain) }
    let measured =
      "\(signed(gain)) \(unit) (95 % interval \(signed(lower)) to \(signed(upper)))"
    switch outcome {
    case .helps where comparison.claim: return claimed(comparison, measured)
    case .helps: return uncredited(comparison, measured)
    case .hurts:
      return "Do not distil: \(pair.teacher) makes \(pair.student) worse, \(measured)."
    case .flat where !facts.isTaught, .unclear where !facts.isTaught:
      return "Leave it: what validation chose leaves \(pair.teacher) no part in \(pair.student), "
        + "\(measured)."
    case .flat:
      return "Leave it: distilling \(pair.teacher) into \(pair.student) changes nothing worth "
        + "having, \(measured)."
    case .unclear where upper <= margin(comparison):
      return
        "Leave it: distilling \(pair.teacher) into \(pair.student) changes it by \(measured), which "
        + "rules out a gain of more than \(unsigned(max(upper, 0))) \(points)."
    case .unclear:
      let size = facts.smallestGain.map {
        "; this test set can show gains from about \(unsigned($0)) \(points) on"
      }
      return "Cannot tell whether \(pair.teacher) helps \(pair.student): \(measured)\(size ?? ""). "
        + whatWouldDecide
    }
  }

  // MARK: - Parts of the sentence

  private func unknown(_ gain: Double) -> String {
    let unit = facts.unitsAreGroups ? "group" : "row"
    guard facts.units > 0 else {
      return
        "Cannot tell whether \(pair.teacher) helps \(pair.student): \(signed(gain)) \(self.unit), "
        + "without an interval, because a draw of the split has none. More test \(unit)s a draw would decide."
    }
    let seen =
      facts.units == 1
      ? "all test rows are one \(unit)" : "\(facts.units) test \(unit)s vary too little"
    return
      "Cannot tell whether \(pair.teacher) helps \(pair.student): \(signed(gain)) \(self.unit), "
      + "without an interval, because \(seen). More test \(unit)s would decide."
  }

  private func claimed(_ comparison: ComparisonRecord, _ measured: String) -> String {
    let least =
      "\(amount(comparison.transfer ?? 0)) more than what comes closest of the student and all "
    let reference = "controls ('\(comparison.transferReference ?? "student")')"
    return "Distil: \(pair.teacher) makes \(pair.student) better by \(measured), and by \(least)"
      + "\(reference)."
  }

  /// A gain that is not the teacher's, or not shown to be.
  private func uncredited(_ comparison: ComparisonRecord, _ measured: String) -> String {
    let gains = "distilling \(pair.teacher) gains \(measured), but "
    if let reference = Claim.leastClear(comparison.transfers), !reference.isBeaten {
      return
        "Tune the baseline: \(gains)'\(reference.reference)', \(facts.meanings[reference.reference] ?? Self.anyMeaning), "
        + "is not clearly worse, so the gain cannot be credited to the teacher."
    }
    if let p = comparison.pAdjusted, p > Claim.level {
      return "Cannot tell: \(gains)among all pairs of this job that is within chance (adjusted p "
        + "\(FixedDecimal(p, decimals: 3).typeset)). More test rows, or fewer pairs, would decide."
    }
    guard let reservation = comparison.reservations.first else {
      return "Cannot tell: \(gains)it is not clear of every control."
    }
    if facts.seesTheSame, comparison.reservations.count == 1 {
      return
        "Self-distillation helps: \(pair.teacher) and \(pair.student) are the same measurements, "
        + "and distilling one into the other gains \(measured); no other modality is shown to help."
    }
    return "Not claimed: \(gains)\(reservation)."
  }

  private var whatWouldDecide: String {
    let unit = facts.unitsAreGroups ? "test groups" : "test rows"
    return switch facts.decisive {
    case .moreRows(let units): "About \(units) \(unit) would decide."
    case .moreSeeds(let seeds): "About \(seeds) seeds would decide."
    case .moreRowsAndSeeds(let units, let seeds):
      "About \(units) \(unit) and \(seeds) seeds together would decide."
    case .nothing: "Nothing within reach would decide: the gain is too close to 0."
    case nil where facts.units == 0: "More splits, or more train rows, would decide."
    case .isDecided, nil: "More \(unit) would decide."
    }
  }

  private var belowConstant: String? {
    guard let constant = facts.constant, let comparison else { return nil }
    func isBelow(_ level: Double?) -> Bool {
      level.map { metric.oriented($0 - constant) <= 0 } ?? false
    }
    guard isBelow(comparison.distilledMean) else { return nil }
    let both = isBelow(comparison.studentMean)
    return (both ? "Neither student nor distilled student is" : "The distilled student is not")
      + " better than a constant prediction (\(level(constant)))."
  }

  private var recommendation: String? {
    switch facts.recommended {
    case "distilled" where comparison?.outcome == Outcome.hurts.rawValue:
      "Of the exported models the distilled one is better on validation and yet worse on test rows: "
        + "a choice on validation does not protect."
    case "distilled": "Of the exported models the distilled one is better on validation."
    case "student": "Of the exported models the student trained alone is better on validation."
    default: nil
    }
  }

  private static let anyMeaning = "which sees no teacher row"

  // MARK: - Numbers

  /// From where on a gain is worth having.
  private func margin(_ comparison: ComparisonRecord) -> Double {
    metric.flatMargin(studentMean: comparison.studentMean ?? 0)
  }

  /// `points of accuracy` for shares, the metric's name for others.
  private var unit: String {
    metric.isInUnitInterval ? "points of \(metric.title)" : "in \(metric.title)"
  }

  private var points: String { metric.isInUnitInterval ? "points" : "in \(metric.title)" }

  /// `+1.3`, in points for shares.
  private func signed(_ value: Double) -> String { number(value).signed }

  /// `+1.3 points`.
  private func amount(_ value: Double) -> String {
    metric.isInUnitInterval ? signed(value) + " points" : signed(value)
  }

  private func unsigned(_ value: Double) -> String { number(value).magnitude }

  private func level(_ value: Double) -> String {
    metric.isInUnitInterval ? "\(number(value).typeset) %" : number(value).typeset
  }

  private func number(_ value: Double) -> FixedDecimal {
    metric.isInUnitInterval
      ? FixedDecimal(value * 100, decimals: 1) : FixedDecimal(value, decimals: 4)
  }
}
