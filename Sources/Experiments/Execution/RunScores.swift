import Datasets
import Distillation
import Plans
import Records
import Specifications
import Statistics
import Tensors

/// The metrics of a run on the rows it has outputs for.
struct RunScores: Sendable {
  var metrics: [MetricRecord] = []
  var validation: ValidationScore?

  init(_ products: Products, of experiment: Experiment) {
    let task = experiment.task
    let parts: [(set: RowSet.Name, rows: [Int])] = [
      (.outOfFold, task.train), (.inSample, task.train), (.validation, task.validation),
      (.test, experiment.dataset.split.test),
    ]
    let primary = experiment.specification.metric.metric
    for part in parts {
      guard let outputs = products[outputs: part.set], outputs.rows > 0 else { continue }
      let predictions = task.predictions(outputs, rows: part.rows)
      for metric in task.metrics {
        let value = metric.value(predictions)
        metrics.append(
          MetricRecord(
            split: part.set.description, metric: metric.rawValue, value: LedgerValue(value)))
      }
      guard part.set == .validation, let loss = task.lossMetric.value(predictions) else {
        continue
      }
      // Rows of one class have no AUC; the loss then chooses.
      let score = primary.value(predictions).map(primary.oriented)
      validation = ValidationScore(score: score ?? -loss, loss: loss)
    }
  }
}

extension Experiment {
  /// The task's metrics, the one that selects and leads the report first.
  var metrics: [Metric] {
    let primary = specification.metric.metric
    return [primary] + task.metrics.filter { $0 != primary }
  }
}

extension LearningTask {
  /// The metric that decides between equal scores.
  fileprivate var lossMetric: Metric { isClassification ? .logLoss : .rootMeanSquaredError }
}

extension PrimaryMetric {
  /// The metric of the same name.
  var metric: Metric {
    switch self {
    case .accuracy: .accuracy
    case .balancedAccuracy: .balancedAccuracy
    case .macroF1: .macroF1
    case .auc: .areaUnderCurve
    case .logLoss: .logLoss
    case .r2: .r2
    case .rmse: .rootMeanSquaredError
    }
  }
}
