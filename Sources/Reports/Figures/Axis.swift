import PlainText

/// A straight axis: numbers on one side, pixels on the other, ticks at round numbers.
struct Axis: Sendable {
  let lower: Double
  let upper: Double
  /// Pixel of `lower` and of `upper`; the second is the smaller one on a vertical axis.
  let start: Double
  let end: Double
  let ticks: [Double]
  private let decimals: Int

  /// - Parameters:
  ///   - values: what must fit; the axis is widened to the next ticks.
  ///   - count: about how many ticks.
  init(covering values: [Double], from start: Double, to end: Double, ticks count: Int = 5) {
    let finite = values.compactMap { Optional($0).drawable }
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    if high - low <= 1e-12 * max(1, high.magnitude) {
      let margin = max(high.magnitude * 0.1, 1e-3)
      (low, high) = (low - margin, high + margin)
    }
    let (step, decimals) = Self.roundStep(atLeast: (high - low) / Double(max(1, count)))
    let first = (low / step).rounded(.down)
    let last = (high / step).rounded(.up)
    self.init(
      first: first, last: last, step: step, decimals: decimals, start: start, end: end)
  }

  private init(
    first: Double, last: Double, step: Double, decimals: Int, start: Double, end: Double
  ) {
    // Multiples of the step, not repeated sums: no drift reaches a label.
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    lower = first * step
    upper = last * step
    self.start = start
    self.end = end
    self.decimals = decimals
  }

  /// The unit interval with ticks every quarter.
  static func unit(from start: Double, to end: Double) -> Axis {
    Axis(first: 0, last: 4, step: 0.25, decimals: 2, start: start, end: end)
  }

  func pixel(_ value: Double) -> Double {
    start + (value - lower) / (upper - lower) * (end - start)
  }

  func label(_ tick: Double, signed: Bool = false) -> String {
    let text = FixedDecimal(tick, decimals: decimals)
    return signed ? text.signed : text.typeset
  }

  /// The least of 1, 2, 5 × 10^k that is not below `size`, and the decimals its multiples need.
  private static func roundStep(atLeast size: Double) -> (step: Double, decimals: Int) {
    var power = 1.0
    var exponent = 0
    while power > size, exponent > -12 {
      power /= 10
      exponent -= 1
    }
    while power * 10 <= size, exponent < 300 {
      power *= 10
      exponent += 1
    }
    for factor in [1.0, 2, 5] where factor * power >= size * (1 - 1e-9) {
      return (factor * power, max(0, -exponent))
    }
    return (10 * power, max(0, -exponent - 1))
  }
}

extension Double? {
  /// The number where an axis can hold it: beyond 10³⁰⁰ a difference of two is no number any more.
  var drawable: Double? { finite.flatMap { $0.magnitude < 1e300 ? $0 : nil } }
}
