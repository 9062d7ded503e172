import Gradients
import Tensors

/// Hidden layers one behind the other.
///
///     h₀ = x,  hₗ = dropout(activation(norm(hₗ₋₁ Wₗ + bₗ)))  (+ hₗ₋₁ where residual and as wide)
struct MultilayerPerceptron: Sendable, Hashable {
  private let layers: [Layer]
  private let activation: Activation
  private let dropout: Float

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
    self.layers = layers
    self.activation = activation
    self.dropout = dropout
  }

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
