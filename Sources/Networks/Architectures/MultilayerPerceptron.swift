import Gradients
import Tensors

/// Hidden layers one behind the other.
///
///     h₀ = x,  hₗ = dropout(activation(norm(hₗ₋₁ Wₗ + bₗ)))  (+ hₗ₋₁ where residual and as wide)
struct MultilayerPerceptron: NetworkBody {
  private let layers: [Layer]
  private let activation: Activation
  private let dropout: Float

  private let inputs: Int

  private struct Layer: Sendable, Hashable {
    var linear: LinearLayer
    var norm: NormalisationLayer?
    var isResidual: Bool
  }

  init(
    inputs: Int, hidden: [Int], dropout: Float, activation: Activation,
    normalisation: Normalisation, residual: Bool, in layout: inout ParameterLayout
  ) {
    var layers: [Layer] = []
    for width in hidden {
      let name = "layer \(layers.count)"
      let inputs = layers.last?.linear.outputs ?? inputs
      layers.append(
        Layer(
          linear: LinearLayer(name, inputs: inputs, outputs: width, in: &layout),
          norm: NormalisationLayer("\(name) norm", normalisation, width: width, in: &layout),
          isResidual: residual && inputs == width))
    }
    self.inputs = inputs
    self.layers = layers
    self.activation = activation
    self.dropout = dropout
  }

  var width: Int { layers.last?.linear.outputs ?? inputs }

  func callAsFunction(_ x: Variable) -> Variable {
    layers.reduce(x) { h, layer in
      let z = layer.linear(h)
      let y = Gradients.dropout(
        Gradients.activation(layer.norm?(z) ?? z, activation), rate: dropout)
      let next = layer.isResidual ? y + h : y
      x.tape.tap(next)
      return next
    }
  }
}

extension Network {
  /// z = x W + b.
  public static func linear(inputs: Int, outputs: Int) -> Network {
    mlp(inputs: inputs, hidden: [], outputs: outputs)
  }

  /// Hidden layers, then a linear layer.
  /// - Parameters:
  ///   - hidden: widths.
  ///   - dropout: rate behind every hidden layer.
  ///   - residual: adds its input to the output of a hidden layer as wide as the one before.
  public static func mlp(
    inputs: Int, hidden: [Int], outputs: Int, dropout: Float = 0, activation: Activation = .relu,
    normalisation: Normalisation = .none, residual: Bool = false
  ) -> Network {
    precondition(
      inputs > 0 && outputs > 0 && hidden.allSatisfy { $0 > 0 },
      "a network of widths \([inputs] + hidden + [outputs])")
    // Layers are counted through to the head.
    return Network(inputs: inputs, outputs: outputs, head: "layer \(hidden.count)") { layout in
      guard !hidden.isEmpty else { return IdentityBody(width: inputs) }
      return MultilayerPerceptron(
        inputs: inputs, hidden: hidden, dropout: dropout, activation: activation,
        normalisation: normalisation, residual: residual, in: &layout)
    }
  }
}
