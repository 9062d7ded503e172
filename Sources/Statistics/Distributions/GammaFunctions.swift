/// ψ(x) = d ln Γ(x) / dx for x > 0.
///
/// Recurrence ψ(x) = ψ(x + 1) − 1/x up to x ≥ 12, then the asymptotic series in the Bernoulli
/// numbers; the first term left out is below 1e-17 there. Source: Abramowitz & Stegun 6.3.5 and
/// 6.3.18.
public func digamma(_ x: Double) -> Double {
  precondition(x > 0, "digamma is given for positive arguments only")
  var x = x
  var shifted = 0.0
  while x < 12 {
    shifted += 1 / x
    x += 1
  }
  let inverse = 1 / x
  let square = inverse * inverse
  let series =
    square
    * (1.0 / 12
      - square
      * (1.0 / 120
        - square
        * (1.0 / 252
          - square
          * (1.0 / 240
            - square * (1.0 / 132 - square * (691.0 / 32_760 - square * (1.0 / 12)))))))
  return logarithm(x) - 0.5 * inverse - series - shifted
}

/// ψ(n) of a whole number.
public func digamma(_ n: Int) -> Double { digamma(Double(n)) }

/// ln Γ(x) for x > 0.
///
/// Recurrence up to x ≥ 10, then Stirling's series (Abramowitz & Stegun 6.1.40).
public func logGamma(_ x: Double) -> Double {
  precondition(x > 0, "logGamma is given for positive arguments only")
  var x = x
  var product = 1.0
  while x < 10 {
    product *= x
    x += 1
  }
  let halfLogTwoPi = 0.918_938_533_204_672_741_780_3
  return (x - 0.5) * logarithm(x) - x + halfLogTwoPi + stirlingCorrection(x) - logarithm(product)
}

/// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), without the cancellation of that sum for large
/// arguments.
///
/// Stirling's series of the three terms is subtracted by hand where an argument is 10 or more.
public func logBeta(_ a: Double, _ b: Double) -> Double {
  let small = min(a, b)
  let large = max(a, b)
  guard large >= 10 else { return logGamma(small) + logGamma(large) - logGamma(small + large) }

  let share = small / (small + large)
  let tail = stirlingCorrection(large) - stirlingCorrection(small + large)
  if small >= 10 {
    let halfLogTwoPi = 0.918_938_533_204_672_741_780_3
    return halfLogTwoPi - 0.5 * logarithm(large) + stirlingCorrection(small) + tail
      + (small - 0.5) * logarithm(share) + large * logarithm(ofOnePlus: -share)
  }
  return logGamma(small) + tail + small - small * logarithm(small + large)
    + (large - 0.5) * logarithm(ofOnePlus: -share)
}

/// ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 10.
private func stirlingCorrection(_ x: Double) -> Double {
  let inverse = 1 / x
  let square = inverse * inverse
  return inverse
    * (1.0 / 12
      - square
      * (1.0 / 360
        - square
        * (1.0 / 1260
          - square
          * (1.0 / 1680
            - square * (1.0 / 1188 - square * (691.0 / 360_360 - square * (1.0 / 156)))))))
}
