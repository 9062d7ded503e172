import Networks
import Plans
import Specifications
import Tensors

@testable import Distillation

extension Learner {
  /// Trains on labels alone.
  func fitLabels(rows: [Int], seed: Int) throws -> FittedNetwork {
    try fit(
      SupervisedLoss().objective(
        labels: task.labels(of: rows), signals: [:], isClassification: task.isClassification),
      rows: rows, seed: seed)
  }

  /// Trains on labels and a teacher's outputs on train rows.
  func fit(
    _ loss: some DistillationLoss, teacher: Tensor, seed: Int
  ) throws -> FittedNetwork {
    try fit(
      loss.objective(
        labels: task.labels(of: task.train), signals: [.teacherOutputs: teacher],
        isClassification: task.isClassification),
      rows: task.train, seed: seed)
  }
}

extension CrossFitting {
  /// Out-of-fold outputs of networks trained on labels.
  func outputs(seed: Int) throws -> Tensor {
    try outputs(fittedTo: learner.task.labels(of: learner.task.train), seed: seed)
  }
}

extension Disturbance {
  /// What is left of a teacher's outputs on train rows.
  func applied(to outputs: Tensor, task: LearningTask, seed: Int) -> Tensor {
    var products = Products()
    products[outputs: .outOfFold] = outputs
    let study = Study(sources: [:], task: task, splitIdentity: "any")
    return applied(to: products, study: study, seed: seed)[outputs: .outOfFold] ?? outputs
  }
}
