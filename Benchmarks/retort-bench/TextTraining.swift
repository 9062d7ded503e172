import ArgumentParser
import Gradients
import Networks
import Randomness
import Tensors

/// W3, training: a small text transformer learns to tell four kinds of token sequences apart.
struct TextTraining: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "w3t",
    abstract: "Trains a text transformer (2 layers of 128, 128 tokens, vocabulary 8 000).")

  @Argument(help: "Folder with ids.npy, y.npy.") var inputs: String
  @Option(help: "Batches of 32 sequences; the 64 of the data are gone through again and again.")
  var steps = 60

  private static let (batch, tokens, classes) = (32, 128, 4)
  private static let (layers, width, feedforward) = (2, 128, 512)

  func run() throws {
    let inputs = Inputs(inputs)
    // [batches, batch · tokens] in the file.
    let ids = try inputs.features("ids").tensor()
    let sequences = Tensor(
      rows: ids.values.count / Self.tokens, columns: Self.tokens, values: ids.values)
    let labels = try inputs.labels("y")
    let batches = min(steps, sequences.rows / Self.batch)
    let rows = Array(0..<batches * Self.batch)
    var oneHot = Tensor.zeros(rows: rows.count, columns: Self.classes)
    for row in rows { oneHot[row, labels[row]] = 1 }

    let network = Network.textTransformer(
      TransformerSettings(
        layers: Self.layers, width: Self.width, heads: 4, feedforward: Self.feedforward,
        vocabulary: 8_000, dropout: 0.1),
      inputs: Self.tokens, outputs: Self.classes)
    let objective = Objective(inputs: [ObjectiveInput(name: "label", values: oneHot)]) { tape, z in
      crossEntropy(z, targets: tape.input("label"))
    }
    let epochs = (steps + batches - 1) / batches
    let meter = Meter()
    let fit = try Trainer(
      network: network,
      settings: TrainingSettings(
        epochs: epochs, batch: Self.batch, optimizer: .adamw(rate: 1e-3), weightDecay: 0.01,
        initialisation: .normal(0.02), seed: 0, role: .student)
    ).fit(features: sequences, rows: rows, objective: objective)
    let reading = meter.reading()

    let seen = epochs * rows.count * Self.tokens
    let weights = Self.layers * (4 * Self.width * Self.width + 2 * Self.width * Self.feedforward)
    try BenchResult(
      "w3t", reading, samples: seen,
      operations: 3 * Double(seen)
        * Double(2 * weights + 4 * Self.layers * Self.tokens * Self.width),
      steps: epochs * batches,
      metrics: [
        "loss_last_epoch": fit.curve.last?.trainLoss ?? .nan,
        "parameters_m": Double(network.parameterCount) / 1e6,
      ]
    ).print()
  }
}
