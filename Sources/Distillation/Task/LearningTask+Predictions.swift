import Plans
import Statistics
import Tensors

extension LearningTask {
  /// What outputs say of the given rows, beside what is true; real outputs in the target's own unit.
  ///
  /// - Parameters:
  ///   - outputs: logits or standardised values, `[rows, outputs]`.
  ///   - rows: row numbers of the dataset, one a row of `outputs`.
  public func predictions(_ outputs: Tensor, rows: [Int]) -> Predictions {
    switch target {
    case .labels(let labels, let classes):
      return .classes(
        ClassProbabilities(
          logits: outputs.values.map(Double.init), labels: rows.map { labels[$0] },
          classes: classes))
    case .values(let values):
      let scale = TargetScale(fittedTo: train.map { values[$0] })
      return .values(
        PredictedValues(
          predicted: outputs.values.map { scale.restored(Double($0)) },
          actual: rows.map { values[$0] }))
    }
  }

  /// The metrics that can be read off this task, the order in which people see them.
  public var metrics: [Metric] {
    isClassification
      ? [
        .accuracy, .balancedAccuracy, .macroF1, .areaUnderCurve, .logLoss, .calibrationError,
      ]
      : [.r2, .rootMeanSquaredError]
  }
}
