import Gradients
import Randomness
import Tensors
import Testing

@testable import Networks

/// A body from outside the engine: h = x + shift.
private struct ColumnShift: NetworkBody {
  let shift: ParameterSlice
  var positions = 1

  var width: Int { shift.count }

  init(
    _ name: String = "columns", inputs: Int, positions: Int = 1, in layout: inout ParameterLayout
  ) {
    shift = layout.append(name: "\(name) shift", shape: [inputs], start: .constant(2), decays: true)
    self.positions = positions
  }

  func callAsFunction(_ x: Variable) -> Variable {
    add(shift, to: x)
  }
}

@Suite("A body of one's own") struct NetworkBodyTests {
  private func network(
    _ name: String = "columns", inputs: Int = 3, positions: Int = 1, head: String = "head"
  ) -> Network {
    Network(inputs: inputs, outputs: 2, head: head) { layout in
      ColumnShift(name, inputs: inputs, positions: positions, in: &layout)
    }
  }

  @Test("stands before the head in the layout")
  func layout() {
    let network = network()
    #expect(network.layout.slices.map(\.name) == ["columns shift", "head weight", "head bias"])
    #expect(network.layout.slices.map(\.offset) == [0, 3, 9])
    #expect(network.width == 3 && network.parameterCount == 11)
  }

  @Test("makes the representation that the head makes the outputs of")
  func outputs() {
    let network = network(inputs: 2)
    // h = x + [2, 2];  z = h W + b, W = [[1, 0], [0, 10]], b = [0.5, 0].
    let parameters: [Float] = [2, 2, 1, 0, 0, 10, 0.5, 0]
    let x = Tensor(rows: 1, columns: 2, values: [1, 3])
    #expect(network.representations(parameters, features: x, rows: [0]).values == [3, 5])
    #expect(network.outputs(parameters, features: x, rows: [0]).values == [3.5, 50])
  }

  @Test("is trained as any other")
  func training() throws {
    let example = Example(rows: 60, columns: 6, classes: 2)
    let network = network(inputs: 6)
    let fit = try Trainer(network: network, settings: .example(epochs: 5)).fit(
      features: example.features, rows: Array(0..<60), objective: example.objective)
    let losses = fit.curve.map(\.trainLoss)
    #expect(losses.count == 5 && losses[4] < losses[0])
    let shift = try #require(network.layout["columns shift"])
    #expect(fit.parameters[shift.range].allSatisfy { $0 != 2 })
  }

  @Test("has fewer rows worked on at once where a row is many")
  func positions() {
    #expect(network().evaluationRows == 256)
    #expect(network(positions: 64).evaluationRows == 64)
    #expect(network(positions: 100_000).evaluationRows == 1)
  }

  @Test("makes networks equal that compute the same, and no others")
  func equality() {
    #expect(network() == network())
    #expect(network().hashValue == network().hashValue)
    #expect(network() != network("other"))
    #expect(network() != network(inputs: 4))
    #expect(network() != network(positions: 2))
    #expect(network() != network(head: "last"))
    #expect(Set([network(), network(), network("other")]).count == 2)
    // Of one layout, and still not the same.
    #expect(
      Network.mlp(inputs: 3, hidden: [3], outputs: 2)
        != .mlp(inputs: 3, hidden: [3], outputs: 2, activation: .tanh))
    #expect(
      Network.mlp(inputs: 3, hidden: [3], outputs: 2)
        != .mlp(inputs: 3, hidden: [3], outputs: 2, dropout: 0.5))
  }

  @Test("is the row itself in a linear network, whose head is its first layer")
  func identity() {
    let linear = Network.linear(inputs: 4, outputs: 2)
    #expect(linear.layout.slices.map(\.name) == ["layer 0 weight", "layer 0 bias"])
    #expect(linear.width == 4)
    #expect(linear == .mlp(inputs: 4, hidden: [], outputs: 2, dropout: 0.5, activation: .gelu))
  }
}
