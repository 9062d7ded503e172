/// The interval of a ratio of two means, such as the share of the fused gap a student closes.
///
/// The ratios ρ with |x̄ − ρ ȳ| ≤ t √(V_x − 2 ρ C_xy + ρ² V_y): between the roots of
///
///     ρ² (ȳ² − t² V_y) − 2 ρ (x̄ȳ − t² C_xy) + (x̄² − t² V_x) = 0.
///
/// Source: Fieller 1954, "Some problems in interval estimation".
public struct FiellerInterval: Sendable, Hashable {
  public let ratio: Double
  public let lower: Double
  public let upper: Double

  /// - Returns: `nil` where the denominator cannot be told from 0: the ratio then has no bounded
  ///   interval.
  public init?(
    numerator: Double, denominator: Double, numeratorVariance: Double,
    denominatorVariance: Double, covariance: Double, degreesOfFreedom: Double,
    confidence: Double = Confidence.level
  ) {
    let t = StudentDistribution(degreesOfFreedom: degreesOfFreedom).factor(confidence: confidence)
    let leading = denominator * denominator - t * t * denominatorVariance
    guard leading > 0 else { return nil }
    let half = numerator * denominator - t * t * covariance
    let constant = numerator * numerator - t * t * numeratorVariance
    let root = max(half * half - leading * constant, 0).squareRoot()
    ratio = numerator / denominator
    lower = (half - root) / leading
    upper = (half + root) / leading
  }

  /// Ratio of two mean differences over the same seeds and rows, with crossed variances and
  /// covariance.
  ///
  /// - Parameters:
  ///   - gain: distilled − student.
  ///   - gap: fused − student.
  /// - Note: t has the degrees of freedom of the gap, whose sign decides whether there is an
  ///   interval.
  public init?(
    gain: ScoreTable, gap: ScoreTable, groups: [Int]? = nil,
    confidence: Double = Confidence.level
  ) {
    let above = groups.map(gain.grouped(by:)) ?? gain
    let below = groups.map(gap.grouped(by:)) ?? gap
    let freedom = CrossedInterval(differences: below).degreesOfFreedom
    guard freedom > 0 else { return nil }
    let gainVariance = CrossedComponents(above).variance
    let gapVariance = CrossedComponents(below).variance
    let both = CrossedComponents(above, below)
    // The variances are raised to their larger source; the covariance may not exceed what they
    // allow.
    let bound = (gainVariance * gapVariance).squareRoot()
    let covariance = min(max(both.seeds + both.rows - both.interaction, -bound), bound)
    self.init(
      numerator: gain.mean, denominator: gap.mean, numeratorVariance: gainVariance,
      denominatorVariance: gapVariance, covariance: covariance, degreesOfFreedom: freedom,
      confidence: confidence)
  }
}
