import ArgumentParser
import Gradients
import Networks
import Randomness
import Tensors

/// W1: per seed a teacher, a student without one and a distilled student for each of five λ.
struct TabularDistillation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "w1", abstract: "Distils many small networks on tables (100 → 64 → 128 → 2).")

  @Argument(help: "Folder with x1.npy, x2.npy, y.npy.") var inputs: String
  @Option(help: "Rows to train on; the rest is tested on.") var rows = 10_000
  @Option var seeds = 5
  @Option var epochs = 50

  func run() throws {
    let inputs = Inputs(inputs)
    let (teacherRows, studentRows) = (try inputs.tensor("x1"), try inputs.tensor("x2"))
    let labels = try inputs.labels("y")
    let train = Array(0..<rows)
    let network = Network.mlp(inputs: 100, hidden: [64, 128], outputs: 2)
    let oneHot = Tensor(
      rows: rows, columns: 2, values: train.flatMap { labels[$0] == 0 ? [1, 0] : [0, 1] })
    let label = ObjectiveInput(name: "label", values: oneHot)
    let plain = Objective(inputs: [label]) { tape, z in
      crossEntropy(z, targets: tape.input("label"))
    }
    var accuracy = ["teacher": 0.0, "baseline": 0.0]
    func score(_ name: String, _ fit: FittedNetwork, _ features: Tensor) {
      let test = Array(rows..<features.rows)
      let outputs = fit.outputs(features: features, rows: test)
      let hits = test.indices.count { row in
        (outputs[row, 1] > outputs[row, 0] ? 1 : 0) == labels[test[row]]
      }
      accuracy[name, default: 0] += Double(hits) / Double(test.count) / Double(seeds)
    }

    let meter = Meter()
    for seed in 0..<seeds {
      func settings(_ role: Role) -> TrainingSettings {
        TrainingSettings(
          epochs: epochs, batch: 128, optimizer: .adamw(rate: 1e-3), initialisation: .heUniform,
          seed: seed, role: role)
      }
      let teacher = try Trainer(network: network, settings: settings(.teacher)).fit(
        features: teacherRows, rows: train, objective: plain)
      score("teacher", teacher, teacherRows)
      let logits = ObjectiveInput(
        name: "teacher", values: teacher.outputs(features: teacherRows, rows: train))
      let student = Trainer(network: network, settings: settings(.student))
      score(
        "baseline", try student.fit(features: studentRows, rows: train, objective: plain),
        studentRows)
      for lambda: Float in [0, 0.25, 0.5, 0.75, 1] {
        let hinton = Objective(inputs: [label, logits]) { tape, z in
          (1 - lambda) * crossEntropy(z, targets: tape.input("label"))
            + lambda * 4 * divergence(from: tape.input("teacher"), to: z, temperature: 2)
        }
        score(
          "lambda=\(lambda)",
          try student.fit(features: studentRows, rows: train, objective: hinton), studentRows)
      }
    }
    let fits = 7 * seeds
    let parameters = 100 * 64 + 64 * 128 + 128 * 2
    try BenchResult(
      "w1", meter.reading(), samples: fits * epochs * rows,
      operations: Double(fits * epochs * rows) * Double(6 * parameters - 2 * 100 * 64),
      steps: fits * epochs * ((rows + 127) / 128), metrics: accuracy
    ).print()
  }
}
