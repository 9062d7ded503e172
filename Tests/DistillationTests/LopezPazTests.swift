import Foundation
import Networks
import Plans
import Randomness
import Specifications
import Tensors
import Testing

@testable import Distillation

/// The synthetic experiments of generalized distillation, with the protocol of the golden script:
/// in-sample targets, no validation rows, one configuration, λ = T = 1, RMSprop for 1 000 epochs.
@Suite("The synthetic experiments of Lopez-Paz et al.") struct LopezPazTests {
  static let repeats = 100

  @Test(
    "meet the golden accuracies; 1 and 3 help, 2 and 4 do not, and 'across' destroys the gain",
    arguments: Planted.allCases)
  func experiment(_ planted: Planted) throws {
    let results = try (0..<Self.repeats).map { try Repeat(planted, seed: $0) }
    let golden = try #require(Golden.file().results[planted.golden])
    func mean(_ value: (Repeat) -> Double) -> Double {
      results.map(value).reduce(0, +) / Double(results.count)
    }
    let expected = [golden.priv, golden.reg, golden.dist]
    let measured = [mean(\.privileged), mean(\.regular), mean(\.distilled)]
    for (index, value) in measured.enumerated() {
      // Standard error of the difference of a mean over 30 and a mean over 100 draws.
      let error =
        golden.sd[index] * (1.0 / 30 + 1.0 / Double(Self.repeats)).squareRoot()
      #expect(
        abs(value - expected[index]) < max(0.015, 3 * error),
        "\(planted.rawValue): measured \(measured), golden \(expected)")
    }

    let gain = mean { $0.distilled - $0.regular }
    let spread = results.map { $0.distilled - $0.regular - gain }.reduce(0) { $0 + $1 * $1 }
    let error = (spread / Double(Self.repeats - 1) / Double(Self.repeats)).squareRoot()
    let across = mean { $0.across - $0.regular }
    switch planted {
    case .cleanLabels, .relevantFeatures:
      #expect(gain - 3 * error > 0.03, "gain \(gain) ± \(error)")
      #expect(across < -0.1, "a teacher shuffled over all rows still gains \(across)")
    case .cleanFeatures, .positional:
      #expect(gain < 0.01 + 3 * error, "gain \(gain) ± \(error)")
      #expect(across <= 0.005)
    }
  }
}

/// `Tests/Fixtures/golden/lopezpaz_synth.json`: mean accuracies of 30 repeats of the golden script, and
/// their standard deviations.
private struct Golden: Decodable {
  struct Result: Decodable {
    var priv, reg, dist: Double
    var sd: [Double]
  }

  var results: [String: Result]

  static func file() throws -> Golden {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/golden/lopezpaz_synth.json")
    return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: fixtures))
  }
}

extension Planted {
  fileprivate var golden: String {
    switch self {
    case .cleanLabels: "exp1"
    case .cleanFeatures: "exp2"
    case .relevantFeatures: "exp3"
    case .positional: "exp4_positional"
    }
  }
}

/// One data draw: 200 train rows, 2 000 test rows.
private struct Repeat {
  var privileged, regular, distilled, across: Double

  init(_ planted: Planted, seed: Int) throws {
    var stream = RandomStream(seed: seed, role: .design, purpose: .noise)
    let weights = (0..<50).map { _ in stream.normal() }
    let train = planted.draw(rows: 200, weights: weights, stream: &stream)
    let test = planted.draw(rows: 2_000, weights: weights, stream: &stream)
    let task = LearningTask(
      target: .labels(train.labels + test.labels, classes: 2), train: Array(0..<200),
      validation: [])
    let testRows = Array(200..<2_200)
    let x = standardised(train: train.regular, test: test.regular)
    let z = standardised(train: train.privileged, test: test.privileged)

    let training = TrainingSpecification(
      epochs: 1_000, batch: 128, optimizer: .rmsprop(rate: 1e-3, decay: 0.9, epsilon: 1e-6),
      stop: .none)
    func learner(_ features: any FeatureSource, _ role: Role) throws -> Learner {
      try Learner(
        recipe: TrainingRecipe(network: .linear, training: training, role: role), task: task,
        features: features)
    }
    func accuracy(_ fit: FittedNetwork, _ features: any FeatureSource) -> Double {
      let outputs = fit.outputs(features: features, rows: testRows)
      let right = testRows.indices.count { index in
        (outputs[index, 1] > outputs[index, 0] ? 1 : 0) == test.labels[index]
      }
      return Double(right) / Double(testRows.count)
    }

    let teacher = try learner(z, .teacher).fitLabels(rows: task.train, seed: seed)
    let soft = teacher.outputs(features: z, rows: task.train)
    let student = try learner(x, .student)
    let plain = try student.fitLabels(rows: task.train, seed: seed)
    let loss = GeneralizedLoss(lambda: 1, temperature: 1, convention: .paper)
    func distil(_ targets: Tensor) throws -> FittedNetwork {
      try student.fit(loss, teacher: targets, seed: seed)
    }
    let shuffled = Disturbance.shuffledRows(.across).applied(to: soft, task: task, seed: seed)
    privileged = accuracy(teacher, z)
    regular = accuracy(plain, x)
    distilled = accuracy(try distil(soft), x)
    across = accuracy(try distil(shuffled), x)
  }
}
