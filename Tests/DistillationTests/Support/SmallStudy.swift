import Plans
import Randomness
import Specifications
import Tensors

@testable import Distillation

/// Two views of noisy blobs in two classes: 40 rows to learn from, 20 to choose by, 20 to judge by.
enum SmallStudy {
  static let labels = (0..<80).map { $0 % 2 }
  static let task = LearningTask(
    target: .labels(labels, classes: 2), train: Array(0..<40), validation: Array(40..<60))
  static let test = RowSet(.test, rows: Array(60..<80))

  private static func view(_ key: UInt64, distance: Double) -> Study.Source {
    var stream = RandomStream(key: key)
    let values = (0..<80 * 3).map { index in
      Float(stream.normal() + (index / 3 % 2 == 0 ? -distance : distance))
    }
    return Study.Source(
      features: Tensor(rows: 80, columns: 3, values: values), shape: [3],
      identity: .text("view \(key)"))
  }

  static let study = Study(
    sources: [
      .measured("clear"): view(1, distance: 2), .measured("dim"): view(2, distance: 0.5),
    ], task: task, splitIdentity: "split")

  static let setting = Plan.Setting(study: study, evaluation: [test])

  static func recipe(_ network: NetworkSpecification = .linear) -> TrainingRecipe {
    TrainingRecipe(
      network: network, training: TrainingSpecification(epochs: 5, batch: 8), role: .student)
  }

  static func fit(
    _ role: StageRole = "student", on source: String = "dim", folds: Fit.Folds = .none
  ) -> Fit {
    Fit(role: role, recipe: recipe(), sources: [.measured(source)], folds: folds)
  }

  static func run(
    _ stage: some Stage, _ inputs: [StageInput: Products] = [:],
    disturbances: [StageInput: Disturbance] = [:], services: RunServices = RunServices()
  ) throws -> Products {
    try stage.run(
      StageContext(
        study: study, evaluation: [test], seed: 0, inputs: inputs, disturbances: disturbances,
        services: services))
  }
}
