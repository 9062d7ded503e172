import Tensors
import Testing

@testable import Gradients

@Suite("Parameters that move, and constants") struct MovingParametersTests {
  /// A loss through everything that reads parameters, its layout, and how many of its parameters are the
  /// first half's.
  private struct Model {
    let layout: ParameterLayout
    let firstHalf: Int
    let loss: (Tape) -> Variable
  }

  /// Two halves of the same operations, one behind the other.
  private func model() -> Model {
    var layout = ParameterLayout()
    var halves: [(Variable) -> Variable] = []
    for half in ["first", "second"] {
      func append(_ name: String, _ shape: [Int], isTrained: Bool = true) -> ParameterSlice {
        layout.append(name: "\(half) \(name)", shape: shape, decays: false, isTrained: isTrained)
      }
      let (weight, bias) = (append("weight", [4, 4]), append("bias", [4]))
      let (scale, shift) = (append("scale", [4]), append("shift", [4]))
      let (groupScale, groupShift) = (append("group scale", [4]), append("group shift", [4]))
      let (batchScale, batchShift) = (append("batch scale", [4]), append("batch shift", [4]))
      let mean = append("mean", [4], isTrained: false)
      let variance = append("variance", [4], isTrained: false)
      let (pattern, prefix) = (append("pattern", [4]), append("prefix", [4]))
      halves.append { x in
        let a = linear(x, weight: weight, bias: bias, activation: .gelu)
        let b = layerNormalisation(a, scale: scale, shift: shift)
        let c = groupNormalisation(b, groups: 2, pixels: 2, scale: groupScale, shift: groupShift)
        let d = batchNormalisation(
          c, scale: batchScale, shift: batchShift, runningMean: mean, runningVariance: variance)
        return token(0, of: prepend(prefix, to: add(pattern, to: d), tokens: 1), tokens: 2)
          + add(pattern, to: d)
      }
    }
    let count = layout.count
    let table = layout.append(name: "table", shape: [5, 4], decays: true)
    return Model(layout: layout, firstHalf: count / 2) { tape in
      let embedded = tokenMean(embedding(tape.input("ids"), table: table), tokens: 3)
      return meanSquaredError(
        halves[1](halves[0](tape.input("x"))) + embedded, tape.input("t"))
    }
  }

  private func run(_ model: Model, moving: Range<Int>?) -> (
    program: Program, loss: Double, gradient: [Float], parameters: [Float]
  ) {
    let program = Program(
      rows: 6, parameterCount: model.layout.count, moving: moving,
      inputs: [
        InputShape(name: "x", columns: 4), InputShape(name: "t", columns: 4),
        InputShape(name: "ids", columns: 3),
      ], loss: model.loss)
    let arena = Arena(count: program.end)
    let start = Example.normal(1, model.layout.count, key: 1).values.map { abs($0) + 0.1 }
    arena.write(start, to: program.parameters)
    arena.fill(program.gradient, with: .nan)
    arena.write(Example.normal(6, 4, key: 2).values, to: program.inputs[0])
    arena.write(Example.normal(6, 4, key: 3).values, to: program.inputs[1])
    arena.write((0..<18).map { Float($0 % 5) }, to: program.inputs[2])
    let loss = program.replay(on: arena)
    return (program, loss, arena.values(program.gradient), arena.values(program.parameters))
  }

  @Test("what moves has the gradient it has where all moves, and nothing else is written")
  func sameGradient() {
    let model = model()
    let all = run(model, moving: nil)
    let ranges = [
      0..<model.firstHalf, model.firstHalf..<2 * model.firstHalf,
      2 * model.firstHalf..<model.layout.count, 0..<model.layout.count,
    ]
    for range in ranges {
      let some = run(model, moving: range)
      #expect(some.loss == all.loss)
      #expect(some.gradient[range] == all.gradient[range])
      for index in some.gradient.indices where !range.contains(index) {
        #expect(some.gradient[index].isNaN)
      }
    }
  }

  @Test("running statistics of constants stay where they are")
  func statistics() throws {
    let model = model()
    let all = run(model, moving: nil).parameters
    let second = run(model, moving: model.firstHalf..<2 * model.firstHalf).parameters
    let start = Example.normal(1, model.layout.count, key: 1).values.map { abs($0) + 0.1 }
    for name in ["mean", "variance"] {
      let (first, other) = (
        try #require(model.layout["first \(name)"]), try #require(model.layout["second \(name)"])
      )
      #expect(second[first.range] == start[first.range])
      #expect(all[first.range] != start[first.range])
      #expect(second[other.range] == all[other.range])
    }
  }

  @Test("nothing is computed for the sake of constants alone")
  func cost() {
    let layout = Example.layout(4, 8, 8, 3)
    func program(moving: Range<Int>?) -> Program {
      Program(
        rows: 5, parameterCount: layout.count, moving: moving,
        inputs: [InputShape(name: "x", columns: 4), InputShape(name: "t", columns: 3)],
        loss: { tape in
          var h = tape.input("x")
          for layer in 0..<3 {
            h = linear(
              h, weight: layout.slices[2 * layer], bias: layout.slices[2 * layer + 1])
          }
          return meanSquaredError(h, tape.input("t"))
        })
    }
    let last = program(moving: layout.slices[4].offset..<layout.count)
    let first = program(moving: 0..<layout.slices[2].offset)
    let all = program(moving: nil)
    // Backward, all: three weights, three biases, two operands.
    #expect(all.instructions.count - last.instructions.count == 2 + 2 + 2)
    #expect(all.instructions.count - first.instructions.count == 2 + 2)
    #expect(program(moving: 0..<layout.count).instructions.count == all.instructions.count)
  }

  @Test("gradients through constants agree with finite differences")
  func finiteDifferences() {
    let model = model()
    let probe = Probe(
      layout: model.layout, rows: 6, moving: 0..<model.firstHalf,
      inputs: [
        ("x", Example.normal(6, 4, key: 2)), ("t", Example.normal(6, 4, key: 3)),
        ("ids", Tensor(rows: 6, columns: 3, values: (0..<18).map { Float($0 % 5) })),
      ], seed: 5, loss: model.loss)
    let slices = model.layout.slices.filter {
      $0.isTrained && $0.offset < model.firstHalf
    }
    #expect(probe.worstGradientError(step: 0.01, slices: slices) < 3e-3)
  }
}
