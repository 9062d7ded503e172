import Gradients
import Tensors
import Testing

@Suite("Parameters read from an offset on") struct ShiftedParametersTests {
  /// Two layers with batch norm between them.
  private static func network(_ x: Variable, _ s: [ParameterSlice]) -> Variable {
    linear(
      batchNormalisation(
        linear(x, weight: s[0], bias: s[1], activation: .tanh), scale: s[2], shift: s[3],
        runningMean: s[4], runningVariance: s[5]), weight: s[6], bias: s[7])
  }

  private static func append(to layout: inout ParameterLayout) {
    layout.append(name: "first weight", shape: [4, 5], decays: true)
    layout.append(name: "first bias", shape: [5], decays: false)
    for name in ["scale", "shift", "mean", "variance"] {
      layout.append(name: name, shape: [5], decays: false, isTrained: name.hasPrefix("s"))
    }
    layout.append(name: "second weight", shape: [5, 3], decays: true)
    layout.append(name: "second bias", shape: [3], decays: false)
  }

  /// Loss, gradient and parameters after one replay of two such networks, one behind the other.
  private func run(
    moving: Range<Int>? = nil, _ second: (Variable, ParameterLayout, Int) -> Variable
  ) -> (Double, [Float], [Float]) {
    var layout = ParameterLayout()
    Self.append(to: &layout)
    let count = layout.count
    Self.append(to: &layout)
    let program = Program(
      rows: 6, parameterCount: layout.count, moving: moving,
      inputs: [InputShape(name: "x", columns: 4), InputShape(name: "t", columns: 3)],
      loss: { tape in
        let first = Self.network(tape.input("x"), layout.slices)
        return meanSquaredError(first * second(tape.input("x"), layout, count), tape.input("t"))
          + rowMean(second(tape.input("x"), layout, count))
      })
    let arena = Arena(count: program.end)
    arena.write(
      Example.normal(1, layout.count, key: 1).values.map { abs($0) + 0.1 }, to: program.parameters)
    arena.write(Example.normal(6, 4, key: 2).values, to: program.inputs[0])
    arena.write(Example.normal(6, 3, key: 3).values, to: program.inputs[1])
    let loss = program.replay(on: arena)
    let gradient = arena.values(program.gradient)
    return (
      loss, moving.map { Array(gradient[$0]) } ?? gradient, arena.values(program.parameters)
    )
  }

  @Test("are those of the slices that stand there, moving or constant", arguments: [0, 1, 2])
  func sameAsSlices(moving: Int) {
    let range = [nil, 0..<58, 58..<116][moving]
    let direct = run(moving: range) { x, layout, _ in
      Self.network(x, Array(layout.slices.dropFirst(8)))
    }
    let shifted = run(moving: range) { x, layout, count in
      x.tape.withParameters(from: count) { Self.network(x, layout.slices) }
    }
    #expect(direct == shifted)
    let nested = run(moving: range) { x, layout, count in
      x.tape.withParameters(from: 8) {
        x.tape.withParameters(from: count - 8) { Self.network(x, layout.slices) }
      }
    }
    #expect(direct == nested)
  }

  @Test("have gradients that agree with finite differences")
  func finiteDifferences() {
    let one = Example.layout(4, 5, 3)
    var layout = one
    for slice in one.slices {
      layout.append(name: "other \(slice.name)", shape: slice.shape, decays: slice.decays)
    }
    func apply(_ x: Variable) -> Variable {
      linear(
        linear(x, weight: one.slices[0], bias: one.slices[1], activation: .tanh),
        weight: one.slices[2], bias: one.slices[3])
    }
    let behind = one.count
    let probe = Probe(
      layout: layout, rows: 6,
      inputs: [("x", Example.normal(6, 4, key: 2)), ("t", Example.normal(6, 3, key: 3))], seed: 5
    ) { tape in
      let x = tape.input("x")
      return meanSquaredError(
        apply(x) * tape.withParameters(from: behind) { apply(x) }, tape.input("t"))
    }
    #expect(probe.worstGradientError() < 1e-3)
  }
}
