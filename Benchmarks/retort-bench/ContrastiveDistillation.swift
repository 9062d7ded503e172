import ArgumentParser
import Foundation
import Gradients
import Networks
import Randomness
import Tensors

/// W4: a student pulled to frozen teacher features by an in-batch contrastive loss.
struct ContrastiveDistillation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "w4",
    abstract: "Contrasts a student (512 → 512 → 512) with its teacher's features.")

  @Argument(help: "Folder with student.npy, teacher.npy.") var inputs: String
  @Option(help: "Rows to train on; the rest is tested on.") var rows = 20_000
  @Option(help: "Passes over the rows.") var epochs = 20

  func run() throws {
    let inputs = Inputs(inputs)
    let features = try inputs.features("student")
    let teacher = try inputs.features("teacher")
    guard (256..<features.rows).contains(rows) else {
      throw ValidationError("--rows: from 256 to \(features.rows - 1) of \(features.rows)")
    }
    // Whole batches alone: the loss of a short one is another loss.
    let train = Array(0..<rows / 256 * 256)
    let objective = Objective(
      inputs: [ObjectiveInput(name: "teacher", values: FirstRows(teacher, train.count))]
    ) { tape, z in
      contrastiveLoss(
        product(
          Gradients.unitRows(z), Gradients.unitRows(tape.input("teacher")),
          transposingRight: true),
        temperature: 0.07)
    }
    let meter = Meter()
    let fit = try Trainer(
      network: .mlp(inputs: 512, hidden: [512], outputs: 512),
      settings: TrainingSettings(
        epochs: epochs, batch: 256, optimizer: .adam(rate: 1e-3), initialisation: .heUniform,
        seed: 0, role: .student)
    ).fit(features: features, rows: train, objective: objective)
    let reading = meter.reading()

    let test = Array(rows..<features.rows)
    let hits = Self.recall(
      fit.outputs(features: features, rows: test), Self.unitRows(teacher, test))
    let steps = epochs * (train.count / 256)
    try BenchResult(
      "w4", reading, samples: steps * 256,
      operations: Double(steps * 256) * Double(10 * 512 * 512 + 4 * 256 * 512), steps: steps,
      metrics: [
        "loss": fit.curve.last?.trainLoss ?? .nan,
        "test_recall_at_1": hits,
      ]
    ).print()
  }

  /// How often a row's own teacher row is the most similar of all.
  private static func recall(_ outputs: Tensor, _ teacher: Tensor) -> Double {
    var layout = ParameterLayout()
    let all = layout.append(
      name: "teacher", shape: [teacher.columns, teacher.rows], decays: false)
    let program = Program(
      rows: 256, parameterCount: layout.count,
      inputs: [InputShape(name: "own", columns: outputs.columns)],
      output: { linear(Gradients.unitRows($0.input("own")), weight: all, bias: nil) })
    guard let similarities = program.output else { return .nan }
    let arena = Arena(count: program.end)
    arena.write(
      (0..<teacher.columns).flatMap { column in
        (0..<teacher.rows).map { teacher[$0, column] }
      }, to: program.parameters)
    var hits = 0
    let rows = Array(0..<Int32(outputs.rows))
    for start in stride(from: 0, to: outputs.rows, by: program.rows) {
      let range = start..<min(start + program.rows, outputs.rows)
      arena.gather(outputs, order: rows, range: range, into: program.inputs[0])
      program.replay(on: arena)
      let values = arena.values(similarities)
      for row in range {
        let line = values[(row - start) * teacher.rows..<(row - start + 1) * teacher.rows]
        hits += line.max() == line[line.startIndex + row] ? 1 : 0
      }
    }
    return Double(hits) / Double(outputs.rows)
  }

  /// Some rows, each divided by its norm.
  private static func unitRows(_ x: any FeatureSource, _ rows: [Int]) -> Tensor {
    var result = x.tensor(rows: rows)
    for row in 0..<result.rows {
      let norm = (0..<x.columns).reduce(Float(0)) {
        $0 + result[row, $1] * result[row, $1]
      }.squareRoot()
      for column in 0..<x.columns { result[row, column] /= norm }
    }
    return result
  }
}
