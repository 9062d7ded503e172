import Plans
import Specifications
import Tensors

/// A stage that computes nothing: its name, and what it reads.
struct SilentStage: Stage {
  var name: String
  var inputs: [StageInput] = []

  var role: StageRole { "silent" }
  var identity: CanonicalValue { .text(name) }
  func run(_ context: consuming StageContext) throws -> Products { Products() }
}

extension Plan.Setting {
  /// Four rows of two classes, one of them tested.
  static let silent = Plan.Setting(
    study: Study(
      sources: [:],
      task: LearningTask(
        target: .labels([0, 1, 0, 1], classes: 2), train: [0, 1], validation: [2]),
      splitIdentity: "split"),
    evaluation: [RowSet(.test, rows: [3])])
}
