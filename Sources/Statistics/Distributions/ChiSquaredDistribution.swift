/// The χ² distribution of a sum of squared standard normal numbers.
///
///     P(X > x) = Q(ν/2, x/2),   Q the regularised upper incomplete gamma function
public struct ChiSquaredDistribution: Sendable, Hashable {
  /// ν; need not be whole.
  public let degreesOfFreedom: Double

  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "a χ² distribution needs positive degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X ≤ x)
  public func cumulative(_ x: Double) -> Double {
    IncompleteGamma(shape: 0.5 * degreesOfFreedom, 0.5 * x).lower
  }

  /// P(X > x), accurate far out.
  public func upperTail(_ x: Double) -> Double {
    IncompleteGamma(shape: 0.5 * degreesOfFreedom, 0.5 * x).upper
  }
}
