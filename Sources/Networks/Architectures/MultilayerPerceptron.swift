import Gradients
import Tensors

/// Hidden layers one behind the other.
///
///     h₀ = x,  hₗ = dropout(activation(hₗ₋₁ Wₗ + bₗ))
struct MultilayerPerceptron: Sendable, Hashable {
  private let layers: [LinearLayer]
  private let activation: Activation
  private let dropout: Float

  init(
    inputs: Int, hidden: [Int], dropout: Float, activation: Activation,
    in layout: inout ParameterLayout
  ) {
    var layers: [LinearLayer] = []
    for width in hidden {
      layers.append(
        LinearLayer(
          "layer \(layers.count)", inputs: layers.last?.outputs ?? inputs, outputs: width,
          in: &layout))
    }
    self.layers = layers
    self.activation = activation
    self.dropout = dropout
  }

  func callAsFunction(_ x: Variable) -> Variable {
    layers.reduce(x) { h, layer in
      Gradients.dropout(Gradients.activation(layer(h), activation), rate: dropout)
    }
  }
}
