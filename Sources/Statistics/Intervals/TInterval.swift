/// The textbook interval of a mean: mean ± t_(J−1) s/√J.
///
/// Over seeds alone it forgets that test rows vary too and covers the truth two times in three at a
/// nominal 95 %; Retort prints it nowhere as the interval of a gain. It is right for independent
/// repeats (new data in each), and the tests use it to show where it fails.
public struct TInterval: Sendable, Hashable {
  public let mean: Double
  public let lower: Double
  public let upper: Double
  public let standardError: Double
  public let degreesOfFreedom: Double
  /// Of a mean of 0, two-sided.
  public let pValue: Double

  /// - Parameter values: independent values, two at least.
  public init(_ values: [Double], confidence: Double = Confidence.level) {
    let moments = SampleMoments(values)
    self.init(
      mean: moments.mean, variance: moments.variance / Double(values.count),
      degreesOfFreedom: Double(values.count - 1), confidence: confidence)
  }

  /// - Parameter variance: of the mean.
  init(mean: Double, variance: Double, degreesOfFreedom: Double, confidence: Double) {
    self.mean = mean
    self.degreesOfFreedom = degreesOfFreedom
    standardError = variance.squareRoot()
    guard variance > 0 else {
      (lower, upper, pValue) = (mean, mean, mean == 0 ? 1 : 0)
      return
    }
    let student = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
    let half = student.factor(confidence: confidence) * standardError
    (lower, upper) = (mean - half, mean + half)
    pValue = student.twoSided(mean / standardError)
  }
}

/// Mean and sample variance (over J − 1) in two passes.
struct SampleMoments {
  let mean: Double
  let variance: Double

  init(_ values: [Double]) {
    precondition(values.count > 1, "a sample variance needs two values")
    let centre = values.reduce(0, +) / Double(values.count)
    mean = centre
    variance =
      values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - 1)
  }
}
