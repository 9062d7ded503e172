import Networks
import Randomness
import Tensors

/// Outputs for train rows from networks that have not seen them.
///
/// An in-sample network repeats its labels (mean top probability 1.00 on real data); five folds give
/// what the network would say of a new row. Folds are stratified, and grouped where the split is.
public struct CrossFitting: Sendable {
  public static let folds = 5

  public var learner: Learner

  public init(learner: Learner) {
    self.learner = learner
  }

  /// The fold of every train row. Teacher and student are folded independently of each other: which fold a
  /// row is in must not be something that both of their outputs tell.
  public static func folds(of task: LearningTask, role: Role, seed: Int) -> [Int] {
    var stream = RandomStream(
      seed: seed, role: .design, purpose: .folds, index: role == .teacher ? 0 : 1)
    return Folds.stratified(
      strata: task.trainStrata, groups: task.groups.map { groups in task.train.map { groups[$0] } },
      count: folds, stream: &stream)
  }

  /// Out-of-fold outputs, `[train rows, outputs]`, in the order of `task.train`.
  ///
  /// - Throws: `DivergenceError` when a fold's training diverges.
  public func outputs(seed: Int, smoothing: Double = 0) throws(DivergenceError) -> Tensor {
    try outputs(
      fittedTo: learner.task.labels(of: learner.task.train, smoothing: smoothing), seed: seed)
  }

  /// The same from networks fitted to a teacher's outputs instead of the labels. Early stopping
  /// still looks at labels, as for every arm.
  ///
  /// - Parameter teacher: `[train rows, outputs]`, of networks that have not seen the rows either.
  /// - Throws: `DivergenceError` when a fold's training diverges.
  public func outputs(imitating teacher: Tensor, seed: Int) throws(DivergenceError) -> Tensor {
    try outputs(fittedTo: teacher, seed: seed)
  }

  private func outputs(fittedTo targets: Tensor, seed: Int) throws(DivergenceError) -> Tensor {
    let task = learner.task
    let fold = Self.folds(of: task, role: learner.recipe.role, seed: seed)
    var result = Tensor.zeros(rows: task.train.count, columns: task.outputs)
    for held in 0..<Self.folds {
      let inside = fold.indices.filter { fold[$0] != held }
      let outside = fold.indices.filter { fold[$0] == held }
      guard !inside.isEmpty, !outside.isEmpty else { continue }
      let told = Tensor(
        rows: inside.count, columns: task.outputs,
        values: inside.flatMap { row in (0..<task.outputs).map { targets[row, $0] } })
      let fit = try learner.fit(
        .labels(told, isClassification: task.isClassification),
        rows: inside.map { task.train[$0] }, seed: seed, index: held + 1)
      let outputs = fit.outputs(features: learner.features, rows: outside.map { task.train[$0] })
      for (index, row) in outside.enumerated() {
        for column in 0..<task.outputs { result[row, column] = outputs[index, column] }
      }
    }
    return result
  }
}
