import Tensors

/// A column whose numbers lie so far from zero that Float32 cannot tell its values apart.
///
/// Float32 steps at x are 2^(⌊log₂|x|⌋ − 23). Standardised float64 columns lose nothing, because they are
/// centred in Double; what is lost is lost by a file of Float32, or by `standardise: false`.
public struct PrecisionLoss: Sendable, Hashable {
  public var column: Int
  public var mean: Double
  public var standardDeviation: Double
  /// Between neighbouring Float32 numbers at the mean.
  public var step: Double

  /// Steps in a standard deviation below which values run together.
  private static let leastSteps = 100.0

  /// - Parameter isStandardised: whether the columns are centred before they are Float32.
  static func columns(
    of features: any FeatureSource, sample: ColumnSample, isStandardised: Bool
  ) -> [PrecisionLoss] {
    let isPrecise = features.inDoublePrecision != nil
    guard !(isPrecise && isStandardised) else { return [] }
    return (0..<sample.columns).compactMap { column in
      let values = sample.column(column)
      let moments = Moments(values, columns: 1)
      let (mean, deviation) = (moments.mean[0], moments.deviation[0])
      let step = Double(Float(abs(mean)).ulp)
      guard deviation > 0, deviation < leastSteps * step else { return nil }
      // Whole numbers that Float32 still counts one by one are what they were.
      let isLossy =
        isPrecise
        ? values.contains { abs(Double(Float($0)) - $0) > deviation / 1_000 }
        : step > 1 || values.contains { $0 != $0.rounded() }
      guard isLossy else { return nil }
      return PrecisionLoss(
        column: column, mean: mean, standardDeviation: deviation, step: step)
    }
  }
}
