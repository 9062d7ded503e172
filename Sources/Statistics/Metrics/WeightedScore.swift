/// The predictions of one seed, prepared so that a metric takes one pass over the rows for every
/// resample.
protocol WeightedScore: Sendable {
  /// The metric when row i counts `multiplicities[i]` times; `nil` where undefined.
  func score(multiplicities: [Int32]) -> Double?
}

extension Metric {
  /// - Returns: `nil` where the metric belongs to the other task.
  func weightedScore(_ predictions: Predictions) -> (any WeightedScore)? {
    switch (self, predictions) {
    case (.accuracy, .classes(let classes)):
      MeanScore(scores: classes.isRight.map { $0 ? 1 : 0 })
    case (.logLoss, .classes(let classes)):
      MeanScore(scores: classes.surprises)
    case (.balancedAccuracy, .classes(let classes)):
      ConfusionScore(classes) { $0.balancedAccuracy }
    case (.macroF1, .classes(let classes)):
      ConfusionScore(classes) { $0.macroF1 }
    case (.areaUnderCurve, .classes(let classes)):
      RankingScore(classes)
    case (.calibrationError, .classes(let classes)):
      CalibrationScore(classes)
    case (.r2, .values(let values)):
      ResidualScore(values) { $0.r2 }
    case (.rootMeanSquaredError, .values(let values)):
      ResidualScore(values) { $0.rootMeanSquaredError }
    default:
      nil
    }
  }
}

/// The mean of one score a row.
struct MeanScore: WeightedScore {
  let scores: [Double]

  func score(multiplicities: [Int32]) -> Double? {
    var sum = 0.0
    var count = 0.0
    for (score, times) in zip(scores, multiplicities) {
      sum += score * Double(times)
      count += Double(times)
    }
    return count > 0 ? sum / count : nil
  }
}
