/// The interval of a gain over repeated random splits, which adds the training set as a source.
///
///     V = (1/J + n_test/n_train) · var_J,   df = J − 1
///
/// The second term pays for the overlap of the training sets. Source: Nadeau & Bengio 2003,
/// "Inference for the generalization error", the corrected resampled t test.
public enum SplitInterval {
  /// - Parameters:
  ///   - gains: one mean gain a split, two splits at least.
  ///   - leastVariance: of the mean, known from elsewhere. Few splits may agree by chance, and then
  ///     their spread says nothing of what test rows and seeds contribute.
  public static func interval(
    gains: [Double], trainRows: Int, testRows: Int, leastVariance: Double = 0,
    confidence: Double = Confidence.level
  ) -> TInterval {
    let moments = SampleMoments(gains)
    let splits = Double(gains.count)
    let factor = 1 / splits + Double(testRows) / Double(trainRows)
    return TInterval(
      mean: moments.mean, variance: max(factor * moments.variance, leastVariance),
      degreesOfFreedom: splits - 1,
      confidence: confidence)
  }
}
