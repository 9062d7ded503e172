import Bundles
import Datasets
import Foundation
import Networks
import Plans
import Randomness
import Specifications
import Tensors
import Testing

@testable import Distillation
@testable import Experiments

/// A linear student has one optimum, and scikit-learn has been there: `Tests/References/sklearn_linear.py`
/// wrote `Tests/Fixtures/references/linear.json`.
@Suite("A linear student trained by L-BFGS") struct LinearTruthTests {
  struct Reference: Decodable, CustomTestStringConvertible {
    var set: String
    var view: String
    var weightDecay: Double
    var objective: Double
    var testPredictions: [Int]

    enum CodingKeys: String, CodingKey {
      case set, view, objective
      case weightDecay = "weight_decay"
      case testPredictions = "test_predictions"
    }

    var testDescription: String { "\(set), \(view)" }
  }

  private struct ReferenceFile: Decodable {
    var sets: [Reference]
  }

  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures").standardizedFileURL

  static func references() throws -> [Reference] {
    let file = fixtures.appending(path: "references/linear.json")
    return try JSONDecoder().decode(ReferenceFile.self, from: Data(contentsOf: file)).sets
  }

  @Test(
    "reaches scikit-learn's loss within 1e-5 and agrees on 99 % of test rows",
    arguments: try Self.references())
  func truth(_ reference: Reference) throws {
    let folder = Self.fixtures.appending(path: "data/\(reference.set)").path
    let specification = DataSpecification(
      modalities: [ModalitySpecification(name: "view", file: "\(reference.view).npy")],
      target: .labels(ColumnReference(file: "labels.npy"), classes: "classes.json"),
      split: .files(
        train: ColumnReference(file: "train.npy"), validation: nil,
        test: ColumnReference(file: "test.npy"), validationPolicy: .none))
    let dataset = try Dataset(
      specification, source: DirectoryMembers(BundleDirectory(path: folder)))
    let task = LearningTask(
      target: LearningTarget(dataset.target), train: dataset.split.train, validation: [])
    let features = try #require(dataset.standardisedFeatures("view"))
    let learner = try Learner(
      recipe: TrainingRecipe(
        network: .linear, training: TrainingSpecification(),
        weightDecay: reference.weightDecay, role: .student),
      task: task, features: features)
    let labels = SupervisedLoss().objective(
      labels: task.labels(of: task.train), signals: [:], isClassification: true)
    let fit = try learner.fit(labels, rows: task.train, seed: 0)

    let loss = objective(fit, features: features, task: task, decay: reference.weightDecay)
    #expect(
      abs(loss - reference.objective) <= 1e-5 * reference.objective,
      "objective \(loss), scikit-learn \(reference.objective)")

    let outputs = fit.outputs(features: features, rows: dataset.split.test)
    let agreed = dataset.split.test.indices.count { row in
      let scores = (0..<outputs.columns).map { outputs[row, $0] }
      return scores.firstIndex(of: scores.max() ?? 0) == reference.testPredictions[row]
    }
    let rows = dataset.split.test.count
    #expect(rows - agreed <= max(2, rows / 100), "agrees on \(agreed) of \(rows) rows")
  }

  /// Mean cross-entropy + (λ/2)‖W‖², summed in Double.
  private func objective(
    _ fit: FittedNetwork, features: any FeatureSource, task: LearningTask, decay: Double
  ) -> Double {
    guard case .labels(let labels, _) = task.target else { return .nan }
    let outputs = fit.outputs(features: features, rows: task.train)
    let logarithms = Softmax.logarithms(of: outputs)
    var loss = 0.0
    for (index, row) in task.train.enumerated() {
      loss -= logarithms[index * outputs.columns + labels[row]]
    }
    let penalty = fit.network.layout.slices.filter(\.decays)
      .flatMap { fit.parameters[$0.range] }
      .reduce(0.0) { $0 + Double($1) * Double($1) }
    return loss / Double(task.train.count) + decay / 2 * penalty
  }
}
