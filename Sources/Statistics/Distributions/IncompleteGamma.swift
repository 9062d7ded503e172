/// The regularised incomplete gamma functions, each without subtraction where it is the small one.
///
///     P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt,   Q = 1 − P
///
/// The power series of P left of a + 1 (Abramowitz & Stegun 6.5.29), the continued fraction of Q
/// right of it (6.5.31, by Lentz's method).
struct IncompleteGamma: Sendable, Hashable {
  /// P
  let lower: Double
  /// Q
  let upper: Double

  init(shape a: Double, _ x: Double) {
    precondition(a > 0, "an incomplete gamma function needs a positive shape")
    guard x > 0 else {
      (lower, upper) = (0, 1)
      return
    }
    guard x.isFinite else {
      (lower, upper) = (1, 0)
      return
    }
    let front = exponential(a * logarithm(x) - x - logGamma(a))
    if x < a + 1 {
      lower = front * Self.series(a, x)
      upper = 1 - lower
    } else {
      upper = front * Self.continuedFraction(a, x)
      lower = 1 - upper
    }
  }

  /// Σ_k xᵏ / (a (a+1) … (a+k))
  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    for step in 1...100_000 {
      term *= x / (a + Double(step))
      sum += term
      if term < 1e-17 * sum { break }
    }
    return sum
  }

  /// 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …)))
  private static func continuedFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    func guarded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }

    var partial = x + 1 - a
    var numerator = 1 / tiny
    var denominator = 1 / guarded(partial)
    var fraction = denominator
    for step in 1...100_000 {
      let k = Double(step)
      let coefficient = -k * (k - a)
      partial += 2
      denominator = 1 / guarded(coefficient * denominator + partial)
      numerator = guarded(partial + coefficient / numerator)
      let factor = denominator * numerator
      fraction *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return fraction
  }
}
