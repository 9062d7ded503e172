import Networks
import Randomness
import Tensors
import Testing

@Suite("Network") struct NetworkTests {
  @Test("names its parameters layer by layer; biases do not decay")
  func layout() {
    let network = Network.mlp(inputs: 5, hidden: [4], outputs: 3)
    #expect(
      network.layout.slices.map(\.name) == [
        "layer 0 weight", "layer 0 bias", "layer 1 weight", "layer 1 bias",
      ])
    #expect(network.layout["layer 1 weight"]?.shape == [4, 3])
    #expect(network.layout.slices.map(\.decays) == [true, false, true, false])
    #expect(network.parameterCount == 5 * 4 + 4 + 4 * 3 + 3)
  }

  @Test("starts with Glorot's range, biases at zero, one stream one start")
  func initialParameters() {
    let network = Network.linear(inputs: 50, outputs: 10)
    let stream = RandomStream(seed: 1, role: .student, purpose: .initialisation)
    let parameters = network.initialParameters(.glorotUniform, stream: stream)
    let limit = Float((6.0 / 60).squareRoot())
    #expect(parameters.prefix(500).allSatisfy { abs($0) <= limit })
    #expect((parameters.prefix(500).map { abs($0) }.max() ?? 0) > 0.9 * limit)
    #expect(parameters.suffix(10).allSatisfy { $0 == 0 })
    #expect(parameters == network.initialParameters(.glorotUniform, stream: stream))
  }

  @Test("computes relu(x W + b) W + b")
  func outputs() {
    let network = Network.mlp(inputs: 2, hidden: [2], outputs: 1, dropout: 0.5)
    let parameters: [Float] = [1, -1, 2, 0.5, 0.25, 0, 3, -4, 10]
    let x = Tensor(rows: 2, columns: 2, values: [1, 2, -3, 1])
    // Row 0: hidden (5.25, 0); row 1: hidden (0, 3.5).
    let z = network.outputs(parameters, features: x, rows: [1, 0, 1])
    #expect(z.values == [-4, 25.75, -4])
  }

  @Test("evaluates more rows than a chunk in order", arguments: [1, 255, 256, 257, 700])
  func chunks(rows: Int) {
    let network = Network.linear(inputs: 1, outputs: 1)
    let x = Tensor(rows: rows, columns: 1, values: (0..<rows).map { Float($0) })
    let z = network.outputs([2, 1], features: x, rows: Array((0..<rows).reversed()))
    #expect(z.values == (0..<rows).reversed().map { 2 * Float($0) + 1 })
  }
}
