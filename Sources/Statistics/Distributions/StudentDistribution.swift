/// Student's t distribution; the degrees of freedom need not be whole.
public struct StudentDistribution: Sendable, Hashable {
  public let degreesOfFreedom: Double

  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "a t distribution needs positive degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  public func density(_ t: Double) -> Double {
    let df = degreesOfFreedom
    guard df.isFinite else { return NormalDistribution.density(t) }
    let power = -0.5 * (df + 1) * logarithm(ofOnePlus: t * t / df)
    return exponential(power - 0.5 * logarithm(df) - logBeta(0.5 * df, 0.5))
  }

  /// P(T ≤ t)
  public func cumulative(_ t: Double) -> Double {
    t < 0 ? upperTail(-t) : 1 - upperTail(t)
  }

  /// P(T > t) = ½ I(df / 2, ½) at df/(df + t²) for t ≥ 0; accurate far out.
  public func upperTail(_ t: Double) -> Double {
    if t < 0 { return 1 - upperTail(-t) }
    let df = degreesOfFreedom
    guard df.isFinite else { return NormalDistribution.upperTail(t) }
    if t.isInfinite { return 0 }
    let total = df + t * t
    let beta = BetaDistribution(a: 0.5 * df, b: 0.5)
    return 0.5 * beta.regularised(df / total, complement: t * t / total)
  }

  /// P(|T| ≥ |t|), the p-value of a two-sided test.
  public func twoSided(_ t: Double) -> Double { min(1, 2 * upperTail(abs(t))) }

  /// The t with P(T ≤ t) = `probability`.
  ///
  /// Newton's method on the upper tail, started at the normal quantile: that lies left of the
  /// answer, the tail is convex there, so no step overshoots.
  public func quantile(_ probability: Double) -> Double {
    if probability < 0.5 { return -quantile(upperTail: probability) }
    return quantile(upperTail: 1 - probability)
  }

  /// The half-width factor of a two-sided interval of this confidence (0.95 → the 0.975 quantile).
  public func factor(confidence: Double) -> Double { quantile(upperTail: 0.5 * (1 - confidence)) }

  /// The t ≥ 0 with P(T > t) = `tail` ≤ ½.
  func quantile(upperTail tail: Double) -> Double {
    precondition((0...1).contains(tail), "a probability lies in [0, 1]")
    if tail == 0 { return .infinity }
    if tail >= 0.5 { return 0 }
    var t = -NormalDistribution.quantile(tail)
    guard degreesOfFreedom.isFinite else { return t }
    for _ in 0..<200 {
      let step = (upperTail(t) - tail) / density(t)
      t += step
      if abs(step) <= 1e-15 * t { break }
    }
    return t
  }
}
