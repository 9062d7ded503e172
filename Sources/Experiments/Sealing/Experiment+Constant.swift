import Datasets
import Distillation
import Plans
import Statistics

extension Experiment {
  /// What the arm `constant` says of the test rows: the label distribution of train, or its mean. No arm
  /// below it is ever said to help.
  var constantPredictions: Predictions {
    let test = dataset.split.test
    switch task.target {
    case .labels(let labels, let classes):
      return ConstantPredictor(fittedToLabels: task.train.map { labels[$0] }, classes: classes)
        .predictions(labels: test.map { labels[$0] })
    case .values(let values):
      return ConstantPredictor(fittedToValues: task.train.map { values[$0] })
        .predictions(values: test.map { values[$0] })
    }
  }
}
