import Gradients
import Randomness
import Tensors

/// A program on an arena of its own, with seeded parameters and inputs, and its gradient measured by
/// finite differences.
struct Probe {
  let program: Program
  let arena: Arena
  private let replayInputs: ReplayInputs

  init(
    layout: ParameterLayout, rows: Int, moving: Range<Int>? = nil,
    inputs: [(name: String, tensor: Tensor)], seed: UInt64,
    step: Int = 0, loss: (Tape) -> Variable
  ) {
    program = Program(
      rows: rows, parameterCount: layout.count, moving: moving,
      inputs: inputs.map {
        InputShape(
          name: $0.name, columns: $0.tensor.columns,
          rows: $0.tensor.rows == rows ? nil : $0.tensor.rows)
      }, loss: loss)
    arena = Arena(count: program.end)
    replayInputs = ReplayInputs(step: step, dropoutKey: 42)
    var stream = RandomStream(key: seed)
    arena.write(
      (0..<layout.count).map { _ in Float(0.7 * stream.normal()) }, to: program.parameters)
    for (slot, input) in zip(program.inputs, inputs) { arena.write(input.tensor.values, to: slot) }
  }

  func gradient() -> [Float] {
    program.replay(on: arena, replayInputs)
    return arena.values(program.gradient)
  }

  func loss(at parameters: [Float]) -> Double {
    arena.write(parameters, to: program.parameters)
    return program.replay(on: arena, replayInputs)
  }

  /// Greatest difference between the gradient and a four-point central difference, whose own error
  /// is about h⁴ and whose rounding about 1e-7 / h.
  ///
  /// - Parameter slices: the parameters to look at; all of them by default.
  func worstGradientError(step h: Float = 0.02, slices: [ParameterSlice]? = nil) -> Double {
    let parameters = arena.values(program.parameters)
    let gradient = gradient()
    var worst = 0.0
    let indices = slices?.flatMap { Array($0.range) } ?? Array(parameters.indices)
    for index in indices {
      func at(_ distance: Float) -> Double {
        var moved = parameters
        moved[index] += distance * h
        return loss(at: moved)
      }
      let difference = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * Double(h))
      worst = max(worst, abs(difference - Double(gradient[index])) / max(1, abs(difference)))
    }
    arena.write(parameters, to: program.parameters)
    return worst
  }
}

enum Example {
  static func normal(_ rows: Int, _ columns: Int, key: UInt64) -> Tensor {
    var stream = RandomStream(key: key)
    return Tensor(
      rows: rows, columns: columns,
      values: (0..<rows * columns).map { _ in Float(stream.normal()) })
  }

  static func probabilities(_ rows: Int, _ columns: Int, key: UInt64) -> Tensor {
    var stream = RandomStream(key: key)
    var values: [Float] = []
    for _ in 0..<rows {
      let weights = (0..<columns).map { _ in stream.uniform() + 0.05 }
      let sum = weights.reduce(0, +)
      values += weights.map { Float($0 / sum) }
    }
    return Tensor(rows: rows, columns: columns, values: values)
  }

  /// `layer 0 weight`, `layer 0 bias`, … of these widths.
  static func layout(_ widths: Int...) -> ParameterLayout {
    var layout = ParameterLayout()
    for layer in 0..<widths.count - 1 {
      layout.append(
        name: "layer \(layer) weight", shape: [widths[layer], widths[layer + 1]], decays: true)
      layout.append(name: "layer \(layer) bias", shape: [widths[layer + 1]], decays: false)
    }
    return layout
  }
}
