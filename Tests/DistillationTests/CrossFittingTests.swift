import Networks
import Plans
import Randomness
import Specifications
import Tensors
import Testing

@testable import Distillation

@Suite("Cross-fitting") struct CrossFittingTests {
  private func task(_ labels: [Int], groups: [Int]? = nil) -> LearningTask {
    LearningTask(
      target: .labels(labels, classes: (labels.max() ?? 0) + 1), train: Array(labels.indices),
      validation: [], groups: groups)
  }

  @Test("takes five folds, or as many as the smallest class has rows")
  func folds() throws {
    #expect(try CrossFitting.folds(for: task((0..<40).map { $0 % 2 })) == 5)
    #expect(try CrossFitting.folds(for: task([Int](repeating: 0, count: 20) + [1, 1, 1])) == 3)
    #expect(
      try CrossFitting.folds(
        for: LearningTask(target: .values([1, 2, 3]), train: [0, 1, 2], validation: [])) == 3)
  }

  @Test("counts groups, not rows, where rows come in groups")
  func groups() throws {
    let labels = (0..<24).map { $0 / 12 }
    let four = (0..<24).map { $0 / 6 }
    #expect(try CrossFitting.folds(for: task(labels, groups: four)) == 2)
  }

  @Test("is refused where a class, or train, has one row or group to hold out")
  func impossible() {
    #expect(throws: CrossFittingError.impossible(class: 1, units: 1, isGrouped: false)) {
      try CrossFitting.folds(for: task([0, 0, 0, 1]))
    }
    #expect(throws: CrossFittingError.impossible(class: nil, units: 1, isGrouped: true)) {
      try CrossFitting.folds(for: task([0, 1, 0, 1], groups: [7, 7, 7, 7]))
    }
    #expect(throws: CrossFittingError.impossible(class: 0, units: 1, isGrouped: true)) {
      try CrossFitting.folds(for: task([0, 0, 1, 1], groups: [1, 1, 2, 2]))
    }
  }

  @Test("fills every row from networks that have not seen it, with as many folds as there are")
  func filled() throws {
    let labels = [Int](repeating: 0, count: 9) + [1, 1]
    var stream = RandomStream(key: 4)
    let features = Tensor(
      rows: labels.count, columns: 3, values: (0..<33).map { _ in Float(stream.normal()) })
    let task = task(labels)
    let learner = try Learner(
      recipe: TrainingRecipe(
        network: .linear, training: TrainingSpecification(weightDecay: 1), role: .teacher),
      task: task, features: features)
    let outputs = try CrossFitting(learner: learner).outputs(seed: 0)
    let fold = try CrossFitting.folds(of: task, role: .teacher, seed: 0)
    #expect(Set(fold) == [0, 1])
    // A row that no fold filled would hold two zeros.
    for row in 0..<outputs.rows { #expect(outputs[row, 0] != 0 && outputs[row, 1] != 0) }
  }
}
