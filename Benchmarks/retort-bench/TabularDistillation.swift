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
  @Option(help: "Seeds, each of them seven fits.") var seeds = 5
  @Option(help: "Passes over the rows.") var epochs = 50
  @Option(help: "Threads the seeds are spread over.") var workers = 1

  func run() throws {
    let inputs = Inputs(inputs)
    let sweep = TabularSweep(
      teacherRows: try inputs.features("x1"), studentRows: try inputs.features("x2"),
      labels: try inputs.labels("y"), rows: rows, epochs: epochs)
    let meter = Meter()
    let accuracies = try ParallelSeeds.map(seeds: seeds, workers: workers) { seed in
      try sweep.accuracies(seed: seed)
    }
    let reading = meter.reading()
    var means: [String: Double] = [:]
    for (name, accuracy) in accuracies.joined() {
      means[name, default: 0] += accuracy / Double(seeds)
    }
    let fits = 7 * seeds
    let parameters = 100 * 64 + 64 * 128 + 128 * 2
    try BenchResult(
      "w1", reading, threads: workers, samples: fits * epochs * rows,
      operations: Double(fits * epochs * rows) * Double(6 * parameters - 2 * 100 * 64),
      steps: fits * epochs * ((rows + 127) / 128),
      metrics: means
    ).print()
  }
}

/// The data of the sweep, and the seven fits of a seed.
private struct TabularSweep: Sendable {
  let teacherRows: any FeatureSource
  let studentRows: any FeatureSource
  let labels: [Int]
  let rows: Int
  let epochs: Int

  /// Of every fit on the test rows.
  func accuracies(seed: Int) throws -> [String: Double] {
    let train = Array(0..<rows)
    let network = Network.mlp(inputs: 100, hidden: [64, 128], outputs: 2)
    let label = ObjectiveInput(
      name: "label",
      values: Tensor(
        rows: rows, columns: 2, values: train.flatMap { labels[$0] == 0 ? [1, 0] : [0, 1] }))
    let plain = Objective(inputs: [label]) { tape, z in
      crossEntropy(z, targets: tape.input("label"))
    }
    func trainer(_ role: Role) -> Trainer {
      Trainer(
        network: network,
        settings: TrainingSettings(
          epochs: epochs, batch: 128, optimizer: .adamw(rate: 1e-3), initialisation: .heUniform,
          seed: seed, role: role))
    }

    let teacher = try trainer(.teacher).fit(
      features: teacherRows, rows: train, objective: plain)
    let baseline = try trainer(.student).fit(
      features: studentRows, rows: train, objective: plain)
    var accuracies = [
      "teacher": accuracy(teacher, teacherRows), "baseline": accuracy(baseline, studentRows),
    ]
    let logits = ObjectiveInput(
      name: "teacher", values: teacher.outputs(features: teacherRows, rows: train))
    for lambda: Float in [0, 0.25, 0.5, 0.75, 1] {
      let hinton = Objective(inputs: [label, logits]) { tape, z in
        (1 - lambda) * crossEntropy(z, targets: tape.input("label"))
          + lambda * 4 * divergence(from: tape.input("teacher"), to: z, temperature: 2)
      }
      let student = try trainer(.student).fit(
        features: studentRows, rows: train, objective: hinton)
      accuracies["lambda=\(lambda)"] = accuracy(student, studentRows)
    }
    return accuracies
  }

  private func accuracy(_ fit: FittedNetwork, _ features: any FeatureSource) -> Double {
    let test = Array(rows..<features.rows)
    let outputs = fit.outputs(features: features, rows: test)
    let hits = test.indices.count { row in
      (outputs[row, 1] > outputs[row, 0] ? 1 : 0) == labels[test[row]]
    }
    return Double(hits) / Double(test.count)
  }
}
