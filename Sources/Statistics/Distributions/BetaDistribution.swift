/// The beta distribution on [0, 1]: density ∝ x^(a−1) (1 − x)^(b−1).
///
/// Its distribution function is the regularised incomplete beta function, on which the t, F and
/// binomial tails stand.
public struct BetaDistribution: Sendable, Hashable {
  public let a: Double
  public let b: Double

  public init(a: Double, b: Double) {
    precondition(a > 0 && b > 0, "a beta distribution needs two positive parameters")
    self.a = a
    self.b = b
  }

  /// P(X ≤ x) = I_x(a, b).
  public func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    return regularised(x, complement: 1 - x)
  }

  /// I_x(a, b) where 1 − x is known better than by subtraction.
  ///
  /// The continued fraction converges fast left of the mean; right of it the mirrored one is used.
  func regularised(_ x: Double, complement: Double) -> Double {
    if x <= 0 { return 0 }
    if complement <= 0 { return 1 }
    // ln x near 1 through the complement, which is then the exact small number.
    let logX = x > 0.5 ? logarithm(ofOnePlus: -complement) : logarithm(x)
    let logComplement = x < 0.5 ? logarithm(ofOnePlus: -x) : logarithm(complement)
    let front = exponential(a * logX + b * logComplement - logBeta(a, b))
    if x < (a + 1) / (a + b + 2) {
      return front * Self.continuedFraction(a, b, x) / a
    }
    return 1 - front * Self.continuedFraction(b, a, complement) / b
  }

  /// Lentz's evaluation of the continued fraction (Abramowitz & Stegun 26.5.8; DLMF 8.17.22).
  private static func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    func guarded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }

    var numerator = 1.0
    var denominator = 1 / guarded(1 - (a + b) * x / (a + 1))
    var fraction = denominator
    for step in 1...100_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      denominator = 1 / guarded(1 + even * denominator)
      numerator = guarded(1 + even / numerator)
      fraction *= denominator * numerator

      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      denominator = 1 / guarded(1 + odd * denominator)
      numerator = guarded(1 + odd / numerator)
      let factor = denominator * numerator
      fraction *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return fraction
  }
}
