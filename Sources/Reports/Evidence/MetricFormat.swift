import Ledger
import PlainText

/// Prints the numbers of one metric with as many decimals as their uncertainty supports.
///
/// Points have one decimal (two or three where the standard error is below 0.1 or 0.01 points);
/// other metrics show two significant digits of the standard error.
struct MetricFormat: Sendable, Hashable {
  let metric: ReportedMetric
  let decimals: Int

  /// - Parameters:
  ///   - spread: a typical standard error, in the metric's stored unit.
  ///   - level: a typical value, which sets the decimals where there is no spread.
  init(_ metric: ReportedMetric, spread: Double?, level: Double?) {
    self.metric = metric
    let spread = (spread.finite ?? 0) * metric.factor
    if metric.isShownInPoints {
      decimals = spread <= 0 || spread >= 0.1 ? 1 : (spread >= 0.01 ? 2 : 3)
    } else if spread > 0 {
      decimals = min(6, max(0, 1 - Self.decade(spread)))
    } else {
      decimals = min(6, max(0, 3 - Self.decade(level.finite ?? 1)))
    }
  }

  /// A level: "87.3".
  func level(_ value: Double?) -> String {
    guard let value = value.finite else { return noNumber }
    return FixedDecimal(value * metric.factor, decimals: decimals).typeset
  }

  /// A difference with its sign, + is better: "+1.3".
  func difference(_ value: Double?) -> String {
    guard let value = value.finite else { return noNumber }
    return shown(value).signed
  }

  /// A difference with its unit: "+1.3 points".
  func differenceWithUnit(_ value: Double?) -> String {
    guard value.finite != nil, !metric.differenceUnit.isEmpty else { return difference(value) }
    return difference(value) + " " + metric.differenceUnit
  }

  /// A size with its unit: "1.3 points".
  func size(_ value: Double?) -> String {
    guard let value = value.finite else { return noNumber }
    let unit = metric.differenceUnit
    return shown(value).typeset + (unit.isEmpty ? "" : " " + unit)
  }

  /// Both ends of an interval: "+0.4 to +2.2".
  func interval(_ lower: Double?, _ upper: Double?) -> String {
    guard lower.finite != nil, upper.finite != nil else { return noNumber }
    return difference(lower) + " to " + difference(upper)
  }

  /// Both ends of an interval of levels: "86.1 to 88.0".
  func levels(_ lower: Double?, _ upper: Double?) -> String {
    guard lower.finite != nil, upper.finite != nil else { return noNumber }
    return level(lower) + " to " + level(upper)
  }

  /// A bound that is not zero must not read as zero, for the claim hangs on its sign.
  private func shown(_ value: Double) -> FixedDecimal {
    var digits = decimals
    var text = FixedDecimal(value * metric.factor, decimals: digits)
    while text.isZero, value != 0, digits < decimals + 2 {
      digits += 1
      text = FixedDecimal(value * metric.factor, decimals: digits)
    }
    return text
  }

  /// ⌊log₁₀ |value|⌋ by comparison, so that no libm enters the bytes of a report.
  private static func decade(_ value: Double) -> Int {
    var magnitude = value.magnitude
    guard magnitude > 0 else { return 0 }
    var decade = 0
    while magnitude >= 10, decade < 300 {
      magnitude /= 10
      decade += 1
    }
    while magnitude < 1, decade > -300 {
      magnitude *= 10
      decade -= 1
    }
    return decade
  }
}
