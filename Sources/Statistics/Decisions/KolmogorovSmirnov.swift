/// Whether two samples of real values have the same distribution: the two-sample test of Kolmogorov
/// and Smirnov.
///
///     D = max_x |F₁(x) − F₂(x)|,   n_e = n₁ n₂ / (n₁ + n₂)
///     p = 2 Σ_{k ≥ 1} (−1)^{k−1} exp(−2 k² λ²),   λ = (√n_e + 0.12 + 0.11/√n_e) D
///
/// It sees a shift, a stretch and a change of shape, where a t test would see the shift alone; D is
/// the largest difference of shares below any value, on the scale of a total variation. Ties make p
/// too large, never too small. Source of λ: Stephens 1970, "Use of the Kolmogorov-Smirnov,
/// Cramér-von Mises and related statistics without extensive tables".
public struct KolmogorovSmirnov: Sendable, Hashable {
  /// D, in [0, 1].
  public let distance: Double
  public let pValue: Double

  /// - Parameters: values of either sample, finite; one at least.
  public init(_ first: [Double], _ second: [Double]) {
    precondition(!first.isEmpty && !second.isEmpty, "both samples need values")
    let left = first.sorted()
    let right = second.sorted()
    let (n, m) = (Double(left.count), Double(right.count))
    var (i, j) = (0, 0)
    var largest = 0.0
    while i < left.count, j < right.count {
      let value = min(left[i], right[j])
      while i < left.count, left[i] <= value { i += 1 }
      while j < right.count, right[j] <= value { j += 1 }
      largest = max(largest, abs(Double(i) / n - Double(j) / m))
    }
    distance = largest
    let root = (n * m / (n + m)).squareRoot()
    pValue = Self.upperTail((root + 0.12 + 0.11 / root) * largest)
  }

  /// Kolmogorov's distribution: P(K > λ).
  private static func upperTail(_ lambda: Double) -> Double {
    // Below 0.2 the tail is 1 to 15 digits, and the alternating series converges slowly.
    guard lambda > 0.2 else { return 1 }
    var sum = 0.0
    var sign = 1.0
    for k in 1...100 {
      let term = exponential(-2 * Double(k * k) * lambda * lambda)
      sum += sign * term
      if term < 1e-17 * abs(sum) { break }
      sign = -sign
    }
    return min(max(2 * sum, 0), 1)
  }
}
