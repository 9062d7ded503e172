import Gradients
import Tensors
import Testing

@Suite("Gradients agree with finite differences") struct GradientTests {
  private let rows = 19
  private let layout = Example.layout(4, 5, 3)
  private var features: Tensor { Example.normal(rows, 4, key: 1) }
  private var targets: Tensor { Example.probabilities(rows, 3, key: 2) }
  private var teacher: Tensor { Example.normal(rows, 3, key: 3) }

  private func layer(_ number: Int, _ x: Variable) -> Variable {
    linear(x, weight: layout.slices[2 * number], bias: layout.slices[2 * number + 1])
  }

  private func probe(
    seed: UInt64 = 11, step: Int = 0, _ loss: (Tape) -> Variable
  ) -> Probe {
    Probe(
      layout: layout, rows: rows,
      inputs: [("x", features), ("p", targets), ("t", teacher)], seed: seed, step: step,
      loss: loss)
  }

  /// Two linear layers without a kink between them.
  private func logits(_ tape: Tape) -> Variable { layer(1, layer(0, tape.input("x"))) }

  @Test("linear layers under the mean squared error")
  func linearLayers() {
    let probe = probe { meanSquaredError(logits($0), $0.input("p")) }
    #expect(probe.worstGradientError() < 2e-4)
  }

  @Test("cross-entropy with soft targets", arguments: [Float(1), 3])
  func softTargets(temperature: Float) {
    let probe = probe {
      crossEntropy(logits($0), targets: $0.input("p"), temperature: temperature)
    }
    #expect(probe.worstGradientError() < 2e-4)
  }

  @Test("cross-entropy with targets that do not sum to one")
  func unnormalisedTargets() {
    let probe = probe { crossEntropy(logits($0), targets: $0.input("t")) }
    #expect(probe.worstGradientError() < 2e-4)
  }

  @Test("divergence", arguments: [Float(1), 2, 5])
  func divergences(temperature: Float) {
    let probe = probe {
      divergence(from: $0.input("t"), to: logits($0), temperature: temperature)
    }
    #expect(probe.worstGradientError() < 2e-4)
  }

  @Test("cross-entropy from teacher logits with two temperatures")
  func twoTemperatures() {
    let probe = probe {
      crossEntropyFromLogits(
        logits($0), teacher: $0.input("t"), teacherTemperature: 4, studentTemperature: 1.5)
    }
    #expect(probe.worstGradientError() < 2e-4)
  }

  @Test("sums, differences and multiples of matrices, a variable read several times")
  func arithmetic() {
    let probe = probe { tape in
      let z = logits(tape)
      let mixed = 0.5 * z - (z + tape.input("t")) / 4 + (-z) * 2
      return meanSquaredError(mixed + z, tape.input("p"))
    }
    #expect(probe.worstGradientError() < 2e-4)
  }

  @Test("one layer applied twice")
  func sharedWeights() {
    let shared = Example.layout(3, 3)
    let probe = Probe(
      layout: shared, rows: rows, inputs: [("t", teacher), ("p", targets)], seed: 4
    ) { tape in
      func layer(_ x: Variable) -> Variable {
        linear(x, weight: shared.slices[0], bias: shared.slices[1])
      }
      return crossEntropy(layer(layer(tape.input("t"))), targets: tape.input("p"))
    }
    #expect(probe.worstGradientError() < 2e-4)
  }

  @Test("rectifiers, fused behind a layer and on their own")
  func rectifiers() {
    let probe = probe { tape in
      let hidden = relu(layer(0, tape.input("x")))
      return crossEntropy(
        layer(1, relu(hidden) + 0.5 * hidden), targets: tape.input("p"))
    }
    // A small step: no activation of this example lies so close to the kink.
    #expect(probe.worstGradientError(step: 5e-4) < 2e-3)
  }

  @Test("dropout with the mask of one step", arguments: [0, 1, 77])
  func dropouts(step: Int) {
    let probe = probe(step: step) { tape in
      let hidden = dropout(layer(0, tape.input("x")), rate: 0.4)
      return crossEntropy(
        dropout(layer(1, hidden), rate: 0.2), targets: tape.input("p"))
    }
    #expect(probe.worstGradientError() < 2e-4)
  }

  @Test("a network with rectifier and dropout under Hinton's loss")
  func hinton() {
    let (lambda, temperature) = (Float(0.7), Float(4))
    let probe = probe(step: 5) { tape in
      let z = layer(1, dropout(relu(layer(0, tape.input("x"))), rate: 0.3))
      return (1 - lambda) * crossEntropy(z, targets: tape.input("p"))
        + lambda * temperature * temperature
        * divergence(from: tape.input("t"), to: z, temperature: temperature)
    }
    #expect(probe.worstGradientError(step: 5e-4) < 2e-3)
  }

  @Test("a short batch has the same gradient as those rows alone")
  func anyRows() {
    for rows in [1, 15, 16, 17, 33] {
      let x = Example.normal(rows, 4, key: 8)
      let p = Example.probabilities(rows, 3, key: 9)
      let probe = Probe(layout: layout, rows: rows, inputs: [("x", x), ("p", p)], seed: 11) {
        crossEntropy(logits($0), targets: $0.input("p"))
      }
      #expect(probe.worstGradientError() < 2e-4)
    }
  }
}
