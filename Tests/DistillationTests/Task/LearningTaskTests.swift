import Networks
import Plans
import Statistics
import Tensors
import Testing

@testable import Distillation

@Suite("A learning task") struct LearningTaskTests {
  /// Rows 0 to 3 train, 4 and 5 validate, 6 is a test row that would change every mean.
  static let values = LearningTask(
    target: .values([2, 4, 4, 6, 8, 0, 1_000]), train: [0, 1, 2, 3], validation: [4, 5])
  static let classes = LearningTask(
    target: .labels([2, 0, 1, 1, 0, 2, 1], classes: 3), train: [0, 1, 2, 3], validation: [4, 5])

  @Test("measures real targets in standard deviations of train rows around their mean")
  func scale() throws {
    let scale = try #require(Self.values.targetScale)
    // 2, 4, 4, 6: mean 4, variance (4 + 0 + 0 + 4) / 4.
    #expect(scale.mean == 4)
    #expect(abs(scale.scale - 2.0.squareRoot()) < 1e-12)
    #expect(abs(scale.restored(scale.standardised(1_000)) - 1_000) < 1e-9)
    #expect(Self.classes.targetScale == nil)
    let labels = Self.values.labels(of: [6])
    #expect(abs(Double(labels[0, 0]) - 996 / 2.0.squareRoot()) < 1e-3)
  }

  @Test("keeps a constant target at 0 instead of dividing by no spread")
  func constant() {
    let task = LearningTask(target: .values([7, 7, 9]), train: [0, 1], validation: [2])
    #expect(task.labels(of: [0, 1]).values == [0, 0])
    #expect(task.targetScale?.scale == 1)
  }

  @Test("asks for soft labels that are distributions whose peak is the class", arguments: [0, 0.3])
  func softLabels(_ smoothing: Double) {
    let soft = Self.classes.labels(of: [0, 4, 2], smoothing: smoothing)
    for (row, label) in [2, 0, 1].enumerated() {
      for column in 0..<3 {
        let expected = smoothing / 3 + (column == label ? 1 - smoothing : 0)
        #expect(abs(Double(soft[row, column]) - expected) < 1e-6)
      }
    }
  }

  @Test("is stratified by class, or by deciles of a real target whose ties go by row")
  func strata() {
    #expect(Self.classes.trainStrata == [2, 0, 1, 1])
    let falling = LearningTask(
      target: .values((0..<30).map { Double(-$0) }), train: Array(0..<30), validation: [])
    #expect(falling.trainStrata == (0..<30).map { 9 - $0 / 3 })
    let tied = LearningTask(
      target: .values([Double](repeating: 1, count: 20)), train: Array(0..<20), validation: [])
    #expect(tied.trainStrata == (0..<20).map { $0 / 2 })
    #expect(Self.values.trainStrata == [0, 2, 5, 7])
  }

  @Test("reads outputs as probabilities of classes, and as numbers in the target's own unit")
  func predictions() throws {
    let logits = Tensor(rows: 2, columns: 3, values: [0, 5, 0, 0, 0, 9])
    let ofClasses = Self.classes.predictions(logits, rows: [6, 4])
    #expect(Metric.accuracy.value(ofClasses) == 0.5)
    guard
      case .values(let numbers) = Self.values.predictions(
        Self.values.labels(of: [3, 5]), rows: [3, 5])
    else { throw WrongTask() }
    #expect(zip(numbers.predicted, [6, 0]).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(numbers.actual == [6, 0])
  }

  private struct WrongTask: Error {}

  @Test("offers the metrics that its kind of target has, the one people ask for first at the front")
  func metrics() {
    for (task, kind) in [(Self.classes, Metric.Task.classification), (Self.values, .regression)] {
      #expect(Set(task.metrics) == Set(Metric.allCases.filter { $0.task == kind }))
    }
    #expect(Self.classes.metrics.first == .accuracy)
    #expect(Self.classes.outputs == 3 && Self.values.outputs == 1)
  }
}
