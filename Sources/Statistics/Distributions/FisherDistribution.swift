/// The F distribution of a ratio of two independent mean squares.
public struct FisherDistribution: Sendable, Hashable {
  /// Degrees of freedom of the mean square above the line.
  public let numerator: Double
  /// Degrees of freedom of the mean square below the line.
  public let denominator: Double

  public init(numerator: Double, denominator: Double) {
    precondition(
      numerator > 0 && denominator > 0, "an F distribution needs positive degrees of freedom")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// P(F ≤ f)
  public func cumulative(_ f: Double) -> Double {
    guard f > 0 else { return 0 }
    let total = numerator * f + denominator
    return BetaDistribution(a: 0.5 * numerator, b: 0.5 * denominator)
      .regularised(numerator * f / total, complement: denominator / total)
  }

  /// P(F > f), accurate far out.
  public func upperTail(_ f: Double) -> Double {
    guard f > 0 else { return 1 }
    let total = numerator * f + denominator
    return BetaDistribution(a: 0.5 * denominator, b: 0.5 * numerator)
      .regularised(denominator / total, complement: numerator * f / total)
  }

  /// The f with P(F ≤ f) = `probability`, by bisection on the side whose tail is the smaller.
  public func quantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "a probability lies in [0, 1]")
    if probability == 0 { return 0 }
    if probability == 1 { return .infinity }
    func isBelow(_ f: Double) -> Bool {
      probability < 0.5 ? cumulative(f) < probability : upperTail(f) > 1 - probability
    }

    var low = 1.0
    while low > 1e-300, !isBelow(low) { low *= 0.5 }
    var high = max(2 * low, 1)
    while high < 1e300, isBelow(high) { high *= 2 }
    for _ in 0..<200 {
      let middle = low + 0.5 * (high - low)
      if middle <= low || middle >= high { break }
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return low + 0.5 * (high - low)
  }
}
