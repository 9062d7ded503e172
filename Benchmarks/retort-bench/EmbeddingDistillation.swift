import ArgumentParser
import Gradients
import Networks
import Randomness
import Tensors

/// W2: a student whose embedding is pulled to its teacher's, with Hinton's loss on the logits.
struct EmbeddingDistillation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "w2", abstract: "Distils an embedding of 768 columns (384 → 512 → 768 → 10).")

  @Argument(help: "Folder with student.npy, teacher_embedding.npy, teacher_logits.npy, y.npy.")
  var inputs: String
  @Option(help: "Rows to train on; the rest is tested on.") var rows = 50_000
  @Option(help: "Passes over the rows.") var epochs = 5

  private static let batch = 256

  func run() throws {
    let inputs = Inputs(inputs)
    let features = try inputs.features("student")
    let labels = try inputs.labels("y")
    var oneHot = Tensor.zeros(rows: rows, columns: 10)
    for row in 0..<rows { oneHot[row, labels[row]] = 1 }
    let sources: [any FeatureSource] = [
      features, try inputs.features("teacher_embedding"), try inputs.features("teacher_logits"),
      oneHot,
    ]
    let student = EmbeddingStudent()
    let full = student.program(rows: Self.batch)
    // Of the short last batch; where there is none, the same again.
    let tail = rows % Self.batch == 0 ? full : student.program(rows: rows % Self.batch)
    var update = Update(
      .adamw(rate: 1e-3), layout: student.layout, weightDecay: 0.01,
      momentsAt: max(full.end, tail.end))
    let arena = Arena(count: update.end)
    arena.write(student.start(key: 0), to: full.parameters)

    var stream = RandomStream(seed: 1, role: .student, purpose: .order)
    var order = (0..<rows).map(Int32.init)
    var loss = 0.0
    let meter = Meter()
    for _ in 0..<epochs {
      stream.shuffle(&order)
      for start in stride(from: 0, to: rows, by: Self.batch) {
        let range = start..<min(start + Self.batch, rows)
        let program = range.count == Self.batch ? full : tail
        for (source, slot) in zip(sources, program.inputs) {
          arena.gather(source, order: order, range: range, into: slot)
        }
        loss = program.replay(on: arena)
        update.apply(
          on: arena, parameters: program.parameters, gradient: program.gradient, scale: 1,
          rate: 1e-3)
      }
    }
    let reading = meter.reading()

    let (first, rest) = (384 * 512, 512 * 768 + 768 * 10)
    try BenchResult(
      "w2", reading, samples: rows * epochs,
      operations: Double(rows * epochs) * Double(4 * first + 6 * rest),
      steps: epochs * ((rows + Self.batch - 1) / Self.batch),
      metrics: [
        "loss": loss,
        "test_acc": student.accuracy(
          arena.values(full.parameters), features, labels, rows: rows..<features.rows),
      ]
    ).print()
  }
}

/// x → relu(x W + b) → the embedding e → logits; e is a linear layer of its own.
private struct EmbeddingStudent {
  let layout: ParameterLayout
  private let layers: [(weight: ParameterSlice, bias: ParameterSlice)]

  init() {
    var layout = ParameterLayout()
    let widths = [384, 512, 768, 10]
    layers = (0..<3).map { layer in
      (
        layout.append(
          name: "layer \(layer) weight", shape: [widths[layer], widths[layer + 1]], decays: true),
        layout.append(name: "layer \(layer) bias", shape: [widths[layer + 1]], decays: true)
      )
    }
    self.layout = layout
  }

  private func callAsFunction(_ x: Variable) -> (embedding: Variable, logits: Variable) {
    let hidden = linear(
      x, weight: layers[0].weight, bias: layers[0].bias, activation: .relu)
    let embedding = linear(hidden, weight: layers[1].weight, bias: layers[1].bias)
    return (embedding, linear(embedding, weight: layers[2].weight, bias: layers[2].bias))
  }

  /// (1 − α) CE + α T² KL + mean over elements of (e − teacher's e)².
  func program(rows: Int) -> Program {
    let (alpha, temperature): (Float, Float) = (0.5, 2)
    return Program(
      rows: rows, parameterCount: layout.count,
      inputs: [
        InputShape(name: "x", columns: 384), InputShape(name: "embedding", columns: 768),
        InputShape(name: "logits", columns: 10), InputShape(name: "label", columns: 10),
      ],
      loss: { tape in
        let (embedding, logits) = self(tape.input("x"))
        return (1 - alpha) * crossEntropy(logits, targets: tape.input("label"))
          + alpha * temperature * temperature
          * divergence(from: tape.input("logits"), to: logits, temperature: temperature)
          + 1 / Float(768) * meanSquaredError(embedding, tape.input("embedding"))
      })
  }

  func start(key: UInt64) -> [Float] {
    var stream = RandomStream(key: key)
    return layers.flatMap { weight, bias in
      let limit = 1 / Double(weight.shape[0]).squareRoot()
      return (0..<weight.count + bias.count).map { _ in Float(stream.uniform(-limit, limit)) }
    }
  }

  func accuracy(
    _ parameters: [Float], _ features: any FeatureSource, _ labels: [Int], rows: Range<Int>
  ) -> Double {
    let program = Program(
      rows: rows.count, parameterCount: layout.count,
      inputs: [InputShape(name: "x", columns: 384)], output: { self($0.input("x")).logits })
    let arena = Arena(count: program.end)
    arena.write(parameters, to: program.parameters)
    arena.gather(
      features, order: rows.map(Int32.init), range: 0..<rows.count, into: program.inputs[0])
    program.replay(on: arena)
    guard let output = program.output else { return .nan }
    let logits = arena.values(output)
    let hits = rows.indices.count { row in
      let offset = 10 * (row - rows.lowerBound)
      let best = (0..<10).max { logits[offset + $0] < logits[offset + $1] } ?? 0
      return best == labels[row]
    }
    return Double(hits) / Double(rows.count)
  }
}
