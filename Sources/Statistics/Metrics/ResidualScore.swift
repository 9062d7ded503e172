/// The sums behind the metrics of regression.
struct ResidualSums {
  var rows = 0.0
  /// Σ (y − ŷ)²
  var squaredResiduals = 0.0
  /// Σ (y − m) and Σ (y − m)², with m the mean over all rows, so that nothing cancels.
  var deviations = 0.0
  var squaredDeviations = 0.0

  var rootMeanSquaredError: Double? {
    rows > 0 ? (squaredResiduals / rows).squareRoot() : nil
  }

  /// `nil` where the target does not vary.
  var r2: Double? {
    guard rows > 0 else { return nil }
    let spread = squaredDeviations - deviations * deviations / rows
    return spread > 1e-12 * squaredDeviations && spread > 0 ? 1 - squaredResiduals / spread : nil
  }
}

/// A number read off the residuals.
struct ResidualScore: WeightedScore {
  private let squaredResiduals: [Double]
  private let deviations: [Double]
  private let read: @Sendable (ResidualSums) -> Double?

  init(_ values: PredictedValues, read: @escaping @Sendable (ResidualSums) -> Double?) {
    let centre = values.actual.reduce(0, +) / Double(values.actual.count)
    squaredResiduals = zip(values.actual, values.predicted).map { ($0 - $1) * ($0 - $1) }
    deviations = values.actual.map { $0 - centre }
    self.read = read
  }

  func score(multiplicities: [Int32]) -> Double? {
    var sums = ResidualSums()
    for row in 0..<min(deviations.count, multiplicities.count) {
      let times = Double(multiplicities[row])
      sums.rows += times
      sums.squaredResiduals += times * squaredResiduals[row]
      sums.deviations += times * deviations[row]
      sums.squaredDeviations += times * deviations[row] * deviations[row]
    }
    return read(sums)
  }
}
