/// The trivial baseline: it knows the train labels and looks at no input.
///
/// Classes: every row gets the label distribution of the train part, so that accuracy is that of
/// the majority class (ties go to the lower class), log-loss that of the distribution, and AUC ½.
/// Values: every row gets the train mean, so that R² is at most 0.
///
/// No arm below it may be said to help.
public struct ConstantPredictor: Sendable, Hashable {
  private enum Fit: Sendable, Hashable {
    /// p of each class, summing to 1.
    case distribution([Double])
    case mean(Double)
  }
  private let fit: Fit

  /// The least share a class keeps, so that a class absent from train has a finite log-loss.
  public static let leastProbability = 1e-15

  /// - Parameter labels: of the train rows, 0 ..< `classes`; one at least.
  public init(fittedToLabels labels: [Int], classes: Int) {
    precondition(!labels.isEmpty, "a label distribution needs a label")
    var counts = [Double](repeating: 0, count: classes)
    for label in labels { counts[label] += 1 }
    let shares = counts.map { max($0 / Double(labels.count), Self.leastProbability) }
    let total = shares.reduce(0, +)
    fit = .distribution(shares.map { $0 / total })
  }

  /// - Parameter values: of the train rows; one at least.
  public init(fittedToValues values: [Double]) {
    precondition(!values.isEmpty, "a mean needs a value")
    fit = .mean(values.reduce(0, +) / Double(values.count))
  }

  /// The train distribution for every one of these rows.
  ///
  /// - Parameter labels: what is true of the rows to be judged; one at least.
  public func predictions(labels: [Int]) -> Predictions {
    guard case .distribution(let shares) = fit else {
      preconditionFailure("a predictor fitted to values predicts no labels")
    }
    return .classes(
      ClassProbabilities(
        probabilities: labels.flatMap { _ in shares }, labels: labels, classes: shares.count))
  }

  /// The train mean for every one of these rows.
  ///
  /// - Parameter values: what is true of the rows to be judged; one at least.
  public func predictions(values: [Double]) -> Predictions {
    guard case .mean(let mean) = fit else {
      preconditionFailure("a predictor fitted to labels predicts no values")
    }
    return .values(
      PredictedValues(
        predicted: [Double](repeating: mean, count: values.count), actual: values))
  }
}
