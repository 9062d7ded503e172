import Gradients
import Randomness
import Tensors

/// A feed-forward network: only shapes and names. Its numbers are one flat `[Float]`, handed in.
///
///     h₀ = x,  hₗ = dropout(relu(hₗ₋₁ Wₗ + bₗ)),  z = h W + b
///
/// Weights are `[in, out]`.
public struct Network: Sendable, Hashable {
  public let inputs: Int
  /// Widths of the hidden layers; empty for a linear network.
  public let hidden: [Int]
  public let outputs: Int
  /// Rate of the dropout behind every hidden layer.
  public let dropout: Float
  /// What the flat parameter buffer holds: `layer 0 weight`, `layer 0 bias`, …
  public let layout: ParameterLayout

  /// z = x W + b.
  public static func linear(inputs: Int, outputs: Int) -> Network {
    Network(inputs: inputs, hidden: [], outputs: outputs, dropout: 0)
  }

  /// Hidden layers with rectifiers, then a linear layer.
  public static func mlp(
    inputs: Int, hidden: [Int], outputs: Int, dropout: Float = 0
  ) -> Network {
    Network(inputs: inputs, hidden: hidden, outputs: outputs, dropout: dropout)
  }

  private init(inputs: Int, hidden: [Int], outputs: Int, dropout: Float) {
    precondition(
      inputs > 0 && outputs > 0 && hidden.allSatisfy { $0 > 0 },
      "a network of widths \([inputs] + hidden + [outputs])")
    self.inputs = inputs
    self.hidden = hidden
    self.outputs = outputs
    self.dropout = dropout
    var layout = ParameterLayout()
    let widths = [inputs] + hidden + [outputs]
    for layer in 0..<widths.count - 1 {
      layout.append(
        name: "layer \(layer) weight", shape: [widths[layer], widths[layer + 1]], decays: true)
      layout.append(name: "layer \(layer) bias", shape: [widths[layer + 1]], decays: false)
    }
    self.layout = layout
  }

  public var parameterCount: Int { layout.count }
  public var isLinear: Bool { hidden.isEmpty }

  /// The network's outputs (logits, or regression values) inside a trace: `[rows, outputs]`.
  public func callAsFunction(_ x: Variable) -> Variable {
    let layers = layout.slices.count / 2
    var h = x
    for layer in 0..<layers {
      h = Gradients.linear(
        h, weight: layout.slices[2 * layer], bias: layout.slices[2 * layer + 1])
      if layer < layers - 1 { h = Gradients.dropout(relu(h), rate: dropout) }
    }
    return h
  }
}
