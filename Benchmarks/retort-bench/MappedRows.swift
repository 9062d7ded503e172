import ArgumentParser
import Gradients
import Networks
import Randomness
import Tensors

/// One epoch of an MLP on a file that is mapped, not read: what it holds, and how fast rows come in.
struct MappedRows: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows",
    abstract: "Trains an MLP for one epoch on a mapped file, however large.",
    discussion: """
      Beside the training it reads the whole file once in order and once in the order of a shuffled \
      epoch, in batches, without computing: what a page costs the first time is then paid.
      """)

  @Argument(help: "Folder of the file.") var inputs: String
  @Option(help: "The file's name without its .npy: rows of float32.") var name = "rows"
  @Option(help: "Units of the hidden layer.") var hidden = 64
  @Option(help: "Rows a step.") var batch = 256

  func run() throws {
    let features = try Inputs(inputs).features(name)
    let rows = features.rows
    let inOrder = try reading(features, Array(0..<Int32(rows)))
    var order = Array(0..<Int32(rows))
    var stream = RandomStream(seed: 1, role: .student, purpose: .order)
    stream.shuffle(&order)
    let shuffled = try reading(features, order)

    // Two classes by the sign of the first column; labels of so many rows are a file's too.
    let labels = SignLabels(features)
    let network = Network.mlp(inputs: features.columns, hidden: [hidden], outputs: 2)
    let meter = Meter()
    let fit = try Trainer(
      network: network,
      settings: TrainingSettings(
        epochs: 1, batch: batch, optimizer: .adamw(rate: 1e-3), seed: 0, role: .student)
    ).fit(
      features: features, rows: Array(0..<rows),
      objective: Objective(inputs: [ObjectiveInput(name: "label", values: labels)]) { tape, z in
        crossEntropy(z, targets: tape.input("label"))
      })
    let reading = meter.reading()
    try BenchResult(
      "rows", reading, samples: rows,
      operations: Double(rows) * Double(4 * features.columns * hidden + 6 * 2 * hidden),
      steps: (rows + batch - 1) / batch,
      metrics: [
        "file_gb": Double(rows * features.columns * 4) / 1e9, "in_order_gb_per_s": inOrder,
        "shuffled_gb_per_s": shuffled, "loss": fit.curve.last?.trainLoss ?? .nan,
        "parameters": Double(network.parameterCount),
      ]
    ).print()
  }

  /// Gigabytes a second of gathering all rows in this order.
  private func reading(_ features: any FeatureSource, _ order: [Int32]) throws -> Double {
    let arena = Arena(count: batch * features.columns)
    let slot = Slot(offset: 0, rows: batch, columns: features.columns)
    let meter = Meter()
    for start in stride(from: 0, to: order.count, by: batch) {
      arena.gather(
        features, order: order, range: start..<min(start + batch, order.count), into: slot)
    }
    return Double(order.count * features.columns * 4) / meter.reading().wall / 1e9
  }
}

/// One-hot labels of rows, by the sign of their first column.
private struct SignLabels: FeatureSource {
  let rows: Int
  let columns = 2
  let memoryBytes: Int
  private let isPositive: [Bool]

  init(_ features: any FeatureSource) {
    rows = features.rows
    memoryBytes = features.rows
    var isPositive: [Bool] = []
    isPositive.reserveCapacity(features.rows)
    for start in stride(from: 0, to: features.rows, by: 4096) {
      let part = features.tensor(rows: Array(start..<min(start + 4096, features.rows)))
      for row in 0..<part.rows { isPositive.append(part[row, 0] > 0) }
    }
    self.isPositive = isPositive
  }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    for (place, row) in rows.enumerated() {
      destination[2 * place] = isPositive[Int(row)] ? 0 : 1
      destination[2 * place + 1] = isPositive[Int(row)] ? 1 : 0
    }
  }
}
