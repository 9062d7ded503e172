import Networks
import Plans
import Randomness
import Tensors

/// Outputs for train rows from networks that have not seen them.
///
/// An in-sample network repeats its labels (mean top probability 1.00 on real data); five folds give
/// what the network would say of a new row. Folds are stratified, and grouped where the split is.
/// Where rows or groups are few, there are as many folds as the smallest class has of them, two at least
/// (``folds(for:)``).
public struct CrossFitting: Sendable {
  /// Folds at most.
  public static let folds = 5

  public var learner: Learner

  public init(learner: Learner) {
    self.learner = learner
  }

  /// How many folds the train rows allow.
  ///
  /// - Throws: `CrossFittingError.impossible` where some class, or train as a whole, has only one row or
  ///   group: whoever holds it out has nothing to learn it from.
  public static func folds(for task: LearningTask) throws(CrossFittingError) -> Int {
    let units = task.trainUnits
    let all = Set(units).count
    guard all > 1 else {
      throw .impossible(class: nil, units: all, isGrouped: task.groups != nil)
    }
    guard case .labels(let labels, _) = task.target else { return min(folds, all) }
    var unitsOfClass: [Int: Set<Int>] = [:]
    for (row, unit) in zip(task.train, units) {
      unitsOfClass[labels[row], default: []].insert(unit)
    }
    var fewest = folds
    for (label, units) in unitsOfClass.sorted(by: { $0.key < $1.key }) {
      guard units.count > 1 else {
        throw .impossible(class: label, units: units.count, isGrouped: task.groups != nil)
      }
      fewest = min(fewest, units.count)
    }
    return fewest
  }

  /// The fold of every train row. Teacher and student are folded independently of each other: which fold a
  /// row is in must not be something that both of their outputs tell.
  public static func folds(
    of task: LearningTask, role: Role, seed: Int
  ) throws(CrossFittingError) -> [Int] {
    let count = try folds(for: task)
    var stream = RandomStream(
      seed: seed, role: .design, purpose: .folds, index: role == .teacher ? 0 : 1)
    return Folds.stratified(
      strata: task.trainStrata, groups: task.groups.map { groups in task.train.map { groups[$0] } },
      count: count, stream: &stream)
  }

  /// Out-of-fold outputs, `[train rows, outputs]`, in the order of `task.train`, of networks fitted to given targets
  /// (labels, or a teacher's outputs). Early stopping looks at labels, as for every arm.
  ///
  /// - Parameter targets: `[train rows, outputs]`; a teacher's come from networks that have not seen the rows
  ///   either.
  /// - Throws: `DivergenceError` when a fold's training diverges, `CrossFittingError`.
  public func outputs(fittedTo targets: Tensor, seed: Int) throws -> Tensor {
    let task = learner.task
    let fold = try Self.folds(of: task, role: learner.recipe.role, seed: seed)
    var result = Tensor.zeros(rows: task.train.count, columns: task.outputs)
    var isFilled = [Bool](repeating: false, count: task.train.count)
    for held in Set(fold).sorted() {
      let inside = fold.indices.filter { fold[$0] != held }
      let outside = fold.indices.filter { fold[$0] == held }
      guard !inside.isEmpty else { continue }
      let told = Tensor(
        rows: inside.count, columns: task.outputs,
        values: inside.flatMap { row in (0..<task.outputs).map { targets[row, $0] } })
      let fit = try learner.fit(
        SupervisedLoss().objective(
          ToldRows(labels: told, isClassification: task.isClassification)),
        rows: inside.map { task.train[$0] }, seed: seed, index: held + 1)
      let outputs = fit.outputs(features: learner.features, rows: outside.map { task.train[$0] })
      for (index, row) in outside.enumerated() {
        for column in 0..<task.outputs { result[row, column] = outputs[index, column] }
        isFilled[row] = true
      }
    }
    // A zero nobody computed would be taken for a teacher's word.
    if let row = isFilled.firstIndex(of: false) {
      throw CrossFittingError.rowWithoutFold(row: task.train[row])
    }
    return result
  }
}

/// Why train rows cannot be cross-fitted.
public enum CrossFittingError: Error, Sendable, Hashable {
  /// A class (`nil`: train as a whole) has too few rows, or groups of rows, to be held out.
  case impossible(class: Int?, units: Int, isGrouped: Bool)
  /// A train row, numbered as in the dataset, that no fold held out.
  case rowWithoutFold(row: Int)
}

extension LearningTask {
  /// What is held out as a whole, one number a train row: its group, or the row itself.
  var trainUnits: [Int] {
    groups.map { groups in train.map { groups[$0] } } ?? train
  }
}
