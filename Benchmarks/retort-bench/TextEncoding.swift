import ArgumentParser
import Gradients
import Networks
import Randomness
import Tensors

/// W3, forward: the representations of an encoder as large as DistilBERT, with random weights.
struct TextEncoding: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "w3f",
    abstract: "Encodes text (6 layers of 768, 128 tokens, vocabulary 30 522).")

  @Argument(help: "Folder with ids.npy.") var inputs: String
  @Option(help: "Batches of 8 sequences; the two of the data take turns.") var steps = 8

  private static let (batch, tokens) = (8, 128)
  private static let (layers, width, feedforward) = (6, 768, 3_072)

  func run() throws {
    let ids = try Inputs(inputs).features("ids").tensor()
    let network = Network.textTransformer(
      TransformerSettings(
        layers: Self.layers, width: Self.width, heads: 12, feedforward: Self.feedforward,
        vocabulary: 30_522),
      inputs: Self.tokens, outputs: 1)
    let program = Program(
      rows: Self.batch, parameterCount: network.parameterCount,
      inputs: [InputShape(name: "ids", columns: Self.tokens)],
      output: { network.outputsAndRepresentation($0.input("ids")).representation })
    let arena = Arena(count: program.end)
    draw(network.layout, on: arena)

    func step(_ number: Int) -> Double {
      let batch = number % ids.rows
      let columns = ids.columns
      arena.write(
        Array(ids.values[batch * columns..<(batch + 1) * columns]), to: program.inputs[0])
      program.replay(on: arena)
      guard let output = program.output else { return .nan }
      let values = arena.values(output)
      return values.reduce(0) { $0 + Double($1) * Double($1) } / Double(values.count)
    }
    // As the other program does: pages and caches are there.
    var meanSquare = step(0)
    let meter = Meter()
    for number in 0..<steps { meanSquare = step(number) }
    let reading = meter.reading()

    let seen = steps * Self.batch * Self.tokens
    let weights = Self.layers * (4 * Self.width * Self.width + 2 * Self.width * Self.feedforward)
    try BenchResult(
      "w3f", reading, samples: seen,
      operations: Double(seen) * Double(2 * weights + 4 * Self.layers * Self.tokens * Self.width),
      steps: steps,
      metrics: [
        "mean_square": meanSquare, "parameters_m": Double(network.parameterCount) / 1e6,
      ]
    ).print()
  }

  /// Weights of deviation 0.02, drawn piece by piece, so that they are in memory once.
  private func draw(_ layout: ParameterLayout, on arena: Arena) {
    var stream = RandomStream(key: 1)
    let (piece, limit) = (1 << 20, 0.02 * 3.0.squareRoot())
    for slice in layout.slices {
      for start in stride(from: 0, to: slice.count, by: piece) {
        let count = min(piece, slice.count - start)
        let values: [Float] =
          if case .constant(let value) = slice.start {
            [Float](repeating: value, count: count)
          } else {
            (0..<count).map { _ in Float(stream.uniform(-limit, limit)) }
          }
        arena.write(
          values, to: Slot(offset: slice.offset + start, rows: 1, columns: count))
      }
    }
  }
}
