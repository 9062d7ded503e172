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
}
