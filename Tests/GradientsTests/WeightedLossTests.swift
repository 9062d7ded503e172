import Gradients
import Tensors
import Testing

/// Σ w · loss / rows, by hand.
@Suite("Losses of rows with weights") struct WeightedLossTests {
  private func loss(
    _ z: Tensor, _ targets: Tensor, weights: [Float]?,
    _ loss: @escaping (Variable, Variable, Variable?) -> Variable
  ) -> (value: Double, gradient: [Float]) {
    var layout = ParameterLayout()
    // The logits are the parameters: x is the identity.
    layout.append(name: "z", shape: [z.rows, z.columns], decays: false)
    var identity = Tensor(
      rows: z.rows, columns: z.rows, values: [Float](repeating: 0, count: z.rows * z.rows))
    for row in 0..<z.rows { identity.values[row * z.rows + row] = 1 }
    let program = Program(
      rows: z.rows, parameterCount: layout.count,
      inputs: [
        InputShape(name: "x", columns: z.rows), InputShape(name: "t", columns: targets.columns),
        InputShape(name: "w", columns: 1),
      ],
      loss: { tape in
        loss(
          linear(tape.input("x"), weight: layout.slices[0], bias: nil), tape.input("t"),
          weights == nil ? nil : tape.input("w"))
      })
    let arena = Arena(count: program.end)
    arena.write(z.values, to: program.parameters)
    arena.write(identity.values, to: program.inputs[0])
    arena.write(targets.values, to: program.inputs[1])
    arena.write(weights ?? [Float](repeating: 1, count: z.rows), to: program.inputs[2])
    let value = program.replay(on: arena)
    return (value, arena.values(program.gradient))
  }

  private typealias Loss = @Sendable (Variable, Variable, Variable?) -> Variable

  private static let losses: [(name: String, loss: Loss)] = [
    ("cross-entropy", { crossEntropy($0, targets: $1, rows: $2) }),
    ("divergence", { divergence(from: $1, to: $0, temperature: 2, rows: $2) }),
    ("squared error", { meanSquaredError($0, $1, rows: $2) }),
  ]

  @Test(
    "are the sums of single rows by their weights, over the number of rows", arguments: [3, 20])
  func singleRows(columns: Int) {
    let z = Example.normal(5, columns, key: 1)
    let t = Example.probabilities(5, columns, key: 2)
    let weights: [Float] = [1, 0, 2.5, 0.25, 1]
    for (name, own) in Self.losses {
      let all = loss(z, t, weights: weights, own)
      var expected = 0.0
      for row in 0..<5 {
        func line(_ x: Tensor) -> Tensor {
          Tensor(
            rows: 1, columns: columns,
            values: Array(x.values[row * columns..<(row + 1) * columns]))
        }
        let single = loss(line(z), line(t), weights: nil, own)
        expected += Double(weights[row]) * single.value / 5
        for column in 0..<columns {
          let gradient = all.gradient[row * columns + column]
          #expect(
            abs(gradient - weights[row] * single.gradient[column] / 5) < 1e-6, "\(name), row \(row)"
          )
        }
      }
      #expect(abs(all.value - expected) < 1e-6, "\(name)")
    }
  }

  @Test("with ones are to the bit what they are without")
  func ones() {
    let z = Example.normal(37, 10, key: 1)
    let t = Example.probabilities(37, 10, key: 2)
    for (name, own) in Self.losses where name != "squared error" {
      let plain = loss(z, t, weights: nil, own)
      let weighted = loss(z, t, weights: [Float](repeating: 1, count: 37), own)
      #expect(plain.value == weighted.value && plain.gradient == weighted.gradient, "\(name)")
    }
  }

  @Test("look at no target of a row of weight 0, which may be anything")
  func unseen() {
    let z = Example.normal(4, 3, key: 1)
    let t = Example.probabilities(4, 3, key: 2)
    let weights: [Float] = [1, 0, 1, 1]
    for (name, own) in Self.losses {
      let clean = loss(z, t, weights: weights, own)
      var none = t
      for column in 3..<6 { none.values[column] = .nan }
      let dirty = loss(z, none, weights: weights, own)
      #expect(clean.value == dirty.value, "\(name)")
      #expect(Array(dirty.gradient[3..<6]) == [0, 0, 0], "\(name)")
      #expect(clean.gradient == dirty.gradient, "\(name)")
    }
  }
}
