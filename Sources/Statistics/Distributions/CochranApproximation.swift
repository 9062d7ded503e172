/// The quantile of a mean whose variance is a sum of two estimates with degrees of freedom far
/// apart, for which no exact distribution exists (the problem of Behrens and Fisher).
///
///     q = u t_{df₁} + (1 − u) t_{df₂},     u = V₁ / (V₁ + V₂)
///
/// Satterthwaite's single degrees of freedom are driven by the less certain estimate itself: where
/// that has one degree of freedom and is small by chance, they grow large just when they must not.
/// This quantile stays at least as large as the smaller of the two.
///
/// Source: Cochran & Cox 1950, "Experimental designs", section 4.14; Cochran 1964, "Approximate
/// significance levels of the Behrens-Fisher test", which shows that it errs on the safe side.
struct CochranApproximation: Sendable, Hashable {
  /// u, in [0, 1].
  let share: Double
  /// Of the estimate whose share is u.
  let first: StudentDistribution
  let second: StudentDistribution

  init(share: Double, first: Double, second: Double) {
    precondition((0...1).contains(share), "a share lies in [0, 1]")
    self.share = share
    self.first = StudentDistribution(degreesOfFreedom: first)
    self.second = StudentDistribution(degreesOfFreedom: second)
  }

  /// q, the half-width factor of a two-sided interval of this confidence.
  func factor(confidence: Double) -> Double {
    weighted { $0.factor(confidence: confidence) }
  }

  /// The p at which q equals |t|, so that p < 0.05 and a 95 % interval without 0 are the same.
  func twoSided(_ t: Double) -> Double {
    let size = abs(t)
    guard size > 0 else { return 1 }
    // The answer lies between those of both distributions: halve the range of ln p.
    let ends = [first.twoSided(size), second.twoSided(size)].map { logarithm(max($0, 1e-300)) }
    var (low, high) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if weighted({ $0.quantile(upperTail: 0.5 * exponential(middle)) }) > size {
        low = middle
      } else {
        high = middle
      }
    }
    return min(1, exponential(0.5 * (low + high)))
  }

  /// The degrees of freedom whose t quantile at this confidence is q.
  func equivalentDegreesOfFreedom(confidence: Double) -> Double {
    let wanted = factor(confidence: confidence)
    let ends = [first.degreesOfFreedom, second.degreesOfFreedom].map { logarithm($0) }
    var (low, high) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      let student = StudentDistribution(degreesOfFreedom: exponential(middle))
      if student.factor(confidence: confidence) > wanted { low = middle } else { high = middle }
    }
    return exponential(0.5 * (low + high))
  }

  private func weighted(_ quantile: (StudentDistribution) -> Double) -> Double {
    // 0 · ∞ is not 0.
    if share == 0 { return quantile(second) }
    if share == 1 { return quantile(first) }
    return share * quantile(first) + (1 - share) * quantile(second)
  }
}
