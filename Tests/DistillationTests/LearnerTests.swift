import Networks
import Plans
import Randomness
import Specifications
import Tensors
import Testing

@testable import Distillation

@Suite("A learner") struct LearnerTests {
  /// Two noisy blobs a class, 120 rows.
  static let labels = (0..<120).map { $0 % 2 }
  static let features: Tensor = {
    var stream = RandomStream(key: 9)
    return Tensor(
      rows: 120, columns: 4,
      values: (0..<480).map { index in
        Float(stream.normal() + (index / 4 % 2 == 0 ? -0.7 : 0.7))
      })
  }()
  static let task = LearningTask(
    target: .labels(labels, classes: 2), train: Array(0..<80), validation: Array(80..<100))

  static func learner(_ network: NetworkSpecification, decay: Double = 0) throws -> Learner {
    try Learner(
      recipe: TrainingRecipe(
        network: network, training: TrainingSpecification(epochs: 10, batch: 16),
        weightDecay: decay, role: .student),
      task: task, features: features)
  }

  @Test("with λ = 0 learns exactly what labels alone teach, whatever the teacher says")
  func noTeacher() throws {
    let learner = try Self.learner(NetworkSpecification(hidden: [8], dropout: 0.2))
    let plain = try learner.fitLabels(rows: Self.task.train, seed: 3)
    let teacher = Tensor(
      rows: 80, columns: 2, values: (0..<160).map { Float($0 % 7) - 3 })
    let distilled = try learner.fit(
      HintonLoss(lambda: 0, temperature: 2), teacher: teacher, seed: 3)
    let difference = zip(plain.parameters, distilled.parameters).map { abs($0 - $1) }.max() ?? 1
    #expect(difference < 1e-5)
  }

  @Test("starts and shuffles alike for the same seed, and otherwise for another")
  func seeds() throws {
    let learner = try Self.learner(NetworkSpecification(hidden: [8]))
    let first = try learner.fitLabels(rows: Self.task.train, seed: 0)
    #expect(first == (try learner.fitLabels(rows: Self.task.train, seed: 0)))
    #expect(first != (try learner.fitLabels(rows: Self.task.train, seed: 1)))
  }

  @Test("gives out-of-fold outputs that no row's own label has shaped")
  func outOfFold() throws {
    // With random labels an in-sample network remembers them and an honest one is at chance.
    var stream = RandomStream(key: 2)
    let random = (0..<120).map { _ in stream.integer(below: 2) }
    let task = LearningTask(
      target: .labels(random, classes: 2), train: Array(0..<120), validation: [])
    let learner = try Learner(
      recipe: TrainingRecipe(
        network: NetworkSpecification(hidden: [64]),
        training: TrainingSpecification(
          epochs: 200, batch: 16,
          optimizer: .adamw(rate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-8), stop: .none),
        role: .teacher),
      task: task, features: Self.features)
    func accuracy(_ outputs: Tensor) -> Double {
      let right = (0..<120).count { row in
        (outputs[row, 1] > outputs[row, 0] ? 1 : 0) == random[row]
      }
      return Double(right) / 120
    }
    let fit = try learner.fitLabels(rows: task.train, seed: 0)
    #expect(accuracy(fit.outputs(features: Self.features, rows: task.train)) > 0.9)
    #expect(accuracy(try CrossFitting(learner: learner).outputs(seed: 0)) < 0.65)
  }

  @Test("smooths labels towards the uniform distribution, and real targets towards their mean")
  func smoothing() {
    let soft = Self.task.labels(of: [0, 1], smoothing: 0.2)
    #expect(zip(soft.values, [0.9, 0.1, 0.1, 0.9]).allSatisfy { abs($0 - $1) < 1e-6 })
    let values = LearningTask(target: .values([1, 3, 5]), train: [0, 1, 2], validation: [])
    let plain = values.labels(of: [0, 1, 2])
    let shrunk = values.labels(of: [0, 1, 2], smoothing: 0.5)
    #expect(abs(plain[1, 0]) < 1e-6)
    #expect(abs(shrunk[0, 0] - plain[0, 0] / 2) < 1e-6)
  }
}

@Suite("A teacher's character") struct TeacherCharacterTests {
  @Test("finds the temperature that was multiplied in")
  func temperature() {
    var stream = RandomStream(key: 8)
    let rows = 4_000
    var labels: [Int] = []
    var values: [Float] = []
    for _ in 0..<rows {
      let logit = 2 * stream.normal()
      // The label is drawn with the probability the logit says, so T = 1 is the truth.
      let probability = Softmax.probabilities(
        of: Tensor(rows: 1, columns: 2, values: [0, Float(logit)]))[1]
      labels.append(stream.uniform() < probability ? 1 : 0)
      values += [0, Float(3 * logit)]
    }
    let logits = Tensor(rows: rows, columns: 2, values: values)
    let found = TeacherCharacter.calibratedTemperature(logits: logits, labels: labels)
    #expect(abs(found - 3) < 0.3)
  }

  @Test("says how sure and how right a teacher is")
  func character() {
    let sure = TeacherCharacter(
      logits: Tensor(rows: 2, columns: 2, values: [20, 0, 0, 20]), labels: [0, 0])
    #expect(sure.accuracy == 0.5)
    #expect(sure.meanTopProbability > 0.999)
    #expect(sure.entropy < 1e-6)
    let even = TeacherCharacter(
      logits: Tensor(rows: 1, columns: 2, values: [0, 0]), labels: [1])
    #expect(abs(even.entropy - 0.6931471805599453) < 1e-9)
    #expect(abs(even.logLoss - 0.6931471805599453) < 1e-9)
  }
}
