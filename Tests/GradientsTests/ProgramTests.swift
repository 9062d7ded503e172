import Gradients
import Tensors
import Testing

@Suite("Program") struct ProgramTests {
  @Test("evaluation has no dropout")
  func evaluation() {
    let program = Program(
      rows: 2, parameterCount: 0, inputs: [InputShape(name: "x", columns: 2)],
      output: { dropout(relu($0.input("x")), rate: 0.9) })
    let arena = Arena(count: program.end)
    arena.write([1, -2, 3, 4], to: program.inputs[0])
    program.replay(on: arena)
    #expect(program.output.map { arena.values($0) } == [1, 0, 3, 4])
  }

  @Test("replaying never changes the inputs")
  func inputsStay() {
    let layout = Example.layout(2, 2)
    let x = Tensor(rows: 2, columns: 2, values: [1, -2, -3, 4])
    let probe = Probe(layout: layout, rows: 2, inputs: [("x", x)], seed: 1) { tape in
      let hidden = dropout(relu(tape.input("x")), rate: 0.5)
      return meanSquaredError(
        linear(hidden, weight: layout.slices[0], bias: layout.slices[1]), tape.input("x"))
    }
    _ = probe.gradient()
    #expect(probe.arena.values(probe.program.inputs[0]) == x.values)
  }

  @Test("a gradient does not depend on what the arena held before")
  func noZeroFilling() {
    let layout = Example.layout(2, 2)
    let x = Example.normal(5, 2, key: 3)
    let probe = Probe(layout: layout, rows: 5, inputs: [("x", x)], seed: 1) { tape in
      let z = linear(tape.input("x"), weight: layout.slices[0], bias: layout.slices[1])
      return meanSquaredError(z, tape.input("x")) + crossEntropy(z, targets: tape.input("x"))
    }
    let first = probe.gradient()
    probe.arena.fill(probe.program.gradient, with: .nan)
    #expect(probe.gradient() == first)
  }

  @Test("a loss weighed with 0 leaves the others' gradient as it is")
  func weightZero() {
    let layout = Example.layout(2, 3)
    let (x, t) = (Example.normal(9, 2, key: 3), Example.normal(9, 3, key: 4))
    func gradient(_ loss: (Tape, Variable) -> Variable) -> [Float] {
      Probe(layout: layout, rows: 9, inputs: [("x", x), ("t", t)], seed: 1) { tape in
        loss(
          tape, linear(tape.input("x"), weight: layout.slices[0], bias: layout.slices[1]))
      }.gradient()
    }
    let plain = gradient { crossEntropy($1, targets: $0.input("t")) }
    let mixed = gradient { tape, z in
      1 * crossEntropy(z, targets: tape.input("t"))
        + 0 * divergence(from: tape.input("t"), to: z, temperature: 2)
    }
    #expect(plain == mixed)
  }

  @Test("parameters that the loss does not reach have a gradient of 0")
  func unreached() {
    var layout = ParameterLayout()
    for name in ["before", "weight", "between", "bias", "behind"] {
      layout.append(
        name: name, shape: name == "weight" ? [2, 3] : [3], decays: false)
    }
    let (x, t) = (Example.normal(4, 2, key: 3), Example.normal(4, 3, key: 4))
    let probe = Probe(layout: layout, rows: 4, inputs: [("x", x), ("t", t)], seed: 1) { tape in
      meanSquaredError(
        linear(tape.input("x"), weight: layout.slices[1], bias: layout.slices[3]), tape.input("t"))
    }
    probe.arena.fill(probe.program.gradient, with: .nan)
    let gradient = probe.gradient()
    for slice in layout.slices {
      let isReached = slice.name == "weight" || slice.name == "bias"
      #expect(gradient[slice.range].allSatisfy { ($0 != 0) == isReached }, "\(slice.name)")
    }
  }

  @Test("a batch whose rows are joined is not one of independent rows")
  func joinedRows() {
    func couples(_ loss: @escaping (Variable) -> Variable) -> Bool {
      Program(
        rows: 6, parameterCount: 12, inputs: [InputShape(name: "x", columns: 4)],
        loss: { rowMean(loss($0.input("x"))) }
      ).couplesRows
    }
    var layout = ParameterLayout()
    let pattern = layout.append(name: "pattern", shape: [3, 4], decays: false)
    #expect(!couples { $0 * $0 })
    #expect(!couples { reshaped($0, columns: 2) })
    #expect(couples { reshaped($0, columns: 8) })
    #expect(couples { add(pattern, to: $0) })
    #expect(couples { product($0, $0, transposingRight: true) })
  }
}
