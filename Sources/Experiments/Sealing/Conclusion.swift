import PlainText
import Records
import Statistics

/// The sentence a person can act on, from the headline comparison of a pair.
struct Conclusion: Sendable {
  private let comparison: ComparisonRecord?
  private let pair: Pair
  private let metric: Metric
  private let smallestGain: Double?

  init(_ comparison: ComparisonRecord?, pair: Pair, metric: Metric, smallestGain: Double?) {
    self.comparison = comparison
    self.pair = pair
    self.metric = metric
    self.smallestGain = smallestGain
  }

  var text: String {
    guard let comparison, let gain = comparison.gain, let lower = comparison.gainLower,
      let upper = comparison.gainUpper, let outcome = comparison.outcome.flatMap(Outcome.init)
    else {
      return "Cannot tell: no distilled student of \(pair.student) finished beside its baseline."
    }
    let measured =
      "\(signed(gain)) \(unit) (95 % interval \(signed(lower)) to \(signed(upper)))"
    switch outcome {
    case .helps where comparison.claim:
      return "Distil: \(pair.teacher) makes \(pair.student) better by \(measured), and by "
        + "\(amount(comparison.transfer ?? 0)) more than the best control without a teacher's rows "
        + "('\(comparison.transferReference ?? "student")')."
    case .helps:
      return "Tune the baseline: distilling \(pair.teacher) gains \(measured), but "
        + "'\(comparison.transferReference ?? "student")', which sees no teacher row, is not "
        + "clearly worse, so the gain cannot be credited to the teacher."
    case .hurts:
      return "Do not distil: \(pair.teacher) makes \(pair.student) worse, \(measured)."
    case .flat:
      return "Leave it: distilling \(pair.teacher) into \(pair.student) changes nothing worth "
        + "having, \(measured)."
    case .unclear:
      let size = smallestGain.map {
        "; this test set can show gains from about \(unsigned($0)) on"
      }
      return "Cannot tell whether \(pair.teacher) helps \(pair.student): \(measured)"
        + "\(size ?? ""). More test rows would decide."
    }
  }

  /// `points of accuracy` for shares, the metric's name for others.
  private var unit: String {
    metric.isInUnitInterval ? "points of \(metric.title)" : "in \(metric.title)"
  }

  /// `+1.3`, in points for shares.
  private func signed(_ value: Double) -> String { number(value).signed }

  /// `+1.3 points`.
  private func amount(_ value: Double) -> String {
    metric.isInUnitInterval ? signed(value) + " points" : signed(value)
  }

  private func unsigned(_ value: Double) -> String {
    number(value).magnitude + (metric.isInUnitInterval ? " points" : "")
  }

  private func number(_ value: Double) -> FixedDecimal {
    metric.isInUnitInterval
      ? FixedDecimal(value * 100, decimals: 1) : FixedDecimal(value, decimals: 4)
  }
}
