/// What is measured on the predictions of one arm and one seed.
public enum Metric: String, Sendable, Hashable, CaseIterable {
  /// Share of rows whose largest probability is the label's.
  case accuracy
  /// Mean over the classes present of the share found.
  case balancedAccuracy = "balanced-accuracy"
  /// Mean over the classes present or predicted of 2 TP / (2 TP + FP + FN).
  case macroF1 = "macro-f1"
  /// Area under the ROC curve; several classes: mean over the classes present, each against the
  /// rest.
  case areaUnderCurve = "auc"
  /// Mean of −ln p(label), nats.
  case logLoss = "log-loss"
  /// Expected calibration error over 15 bins of the largest probability.
  case calibrationError = "calibration-error"
  /// 1 − Σ(y − ŷ)² / Σ(y − ȳ)².
  case r2
  /// √ mean (y − ŷ)², in the target's unit.
  case rootMeanSquaredError = "rmse"

  public enum Task: String, Sendable, Hashable { case classification, regression }

  public var task: Task {
    switch self {
    case .r2, .rootMeanSquaredError: .regression
    default: .classification
    }
  }

  /// The name in words: "balanced accuracy", "R²".
  public var title: String {
    switch self {
    case .accuracy: "accuracy"
    case .balancedAccuracy: "balanced accuracy"
    case .macroF1: "macro F1"
    case .areaUnderCurve: "AUC"
    case .logLoss: "log-loss"
    case .calibrationError: "calibration error"
    case .r2: "R²"
    case .rootMeanSquaredError: "RMSE"
    }
  }

  public var higherIsBetter: Bool {
    switch self {
    case .logLoss, .calibrationError, .rootMeanSquaredError: false
    default: true
    }
  }

  /// Whether the metric is a mean of one score a row, so that seeds and rows cross
  /// (`CrossedInterval`); the others need the whole set (`PigeonholeBootstrap`).
  public var isMeanOfRowScores: Bool { self == .accuracy || self == .logLoss }

  /// Whether all values lie in [0, 1].
  public var isInUnitInterval: Bool {
    switch self {
    case .logLoss, .r2, .rootMeanSquaredError: false
    default: true
    }
  }

  /// A difference turned so that + is better.
  public func oriented(_ difference: Double) -> Double {
    higherIsBetter ? difference : -difference
  }

  /// What counts as no difference: 0.01 on metrics in [0, 1], 2 % of the student's mean on others.
  public func flatMargin(studentMean: Double) -> Double {
    isInUnitInterval ? 0.01 : 0.02 * abs(studentMean)
  }

  /// The metric on all rows; `nil` where it is undefined (AUC of one class, R² of a constant, or
  /// a metric of the other task).
  public func value(_ predictions: Predictions) -> Double? {
    weightedScore(predictions)?
      .score(multiplicities: [Int32](repeating: 1, count: predictions.rows))
  }

  /// One score a row, in the metric's own orientation; `nil` for metrics that have none.
  public func rowScores(_ predictions: Predictions) -> [Double]? {
    guard case .classes(let classes) = predictions else { return nil }
    switch self {
    case .accuracy: return classes.isRight.map { $0 ? 1 : 0 }
    case .logLoss: return classes.surprises
    default: return nil
    }
  }

  /// The rows' scores, each a mean over several predictions of the same rows; `nil` for metrics without row
  /// scores.
  public func meanRowScores(_ predictions: [Predictions]) -> [Double]? {
    let scores = predictions.compactMap(rowScores)
    guard let first = scores.first, scores.count == predictions.count else { return nil }
    guard scores.count > 1 else { return first }
    return first.indices.map { row in
      scores.reduce(0) { $0 + $1[row] } / Double(scores.count)
    }
  }

  /// Candidate − reference on every seed and row, + is better; `nil` for metrics without row
  /// scores.
  ///
  /// - Parameter reference: one or several predictions a seed, whose mean score counts.
  public func differences(
    _ candidate: [Predictions], _ reference: [[Predictions]]
  ) -> ScoreTable? {
    let above = candidate.compactMap(rowScores)
    let below = reference.compactMap(meanRowScores)
    guard above.count == candidate.count, below.count == reference.count, !above.isEmpty
    else { return nil }
    let difference = ScoreTable(above) - ScoreTable(below)
    return higherIsBetter ? difference : -difference
  }

  /// One prediction a seed on either side.
  public func differences(_ candidate: [Predictions], _ reference: [Predictions]) -> ScoreTable? {
    differences(candidate, reference.map { [$0] })
  }
}
