/// `{mlp: [128, 64], dropout: 0.1, activation: relu, normalisation: none, residual: false}`: a multilayer
/// perceptron.
///
///     h₀ = x,  hₗ = dropout(activation(norm(hₗ₋₁ Wₗ + bₗ))) [+ hₗ₋₁],  z = h W + b
///
/// The sum in brackets is there where `residual` is true and both widths agree.
public struct PerceptronSpecification: Sendable, Hashable {
  public static let maximumLayers = 16
  public static let maximumWidth = 65_536

  /// Widths of the hidden layers; at least one.
  public var widths: [Int]
  /// Probability that a hidden unit is dropped in training, 0 ..< 1.
  public var dropout: Double
  public var activation: ActivationSpecification
  public var normalisation: NormalisationSpecification
  /// Whether a layer as wide as the one before it adds what it was given.
  public var residual: Bool

  public init(
    _ widths: [Int], dropout: Double = 0, activation: ActivationSpecification = .relu,
    normalisation: NormalisationSpecification = .none, residual: Bool = false
  ) {
    self.widths = widths
    self.dropout = dropout
    self.activation = activation
    self.normalisation = normalisation
    self.residual = residual
  }

  /// Weights and biases with one input and one output: Σ (inₗ + 1)·outₗ over its layers; `Int.max` where
  /// the number is larger still.
  var leastParameters: Int {
    var count = 0
    var width = 1
    for next in widths + [1] {
      let (weights, weightsOverflow) = width.multipliedReportingOverflow(by: next)
      let (layer, layerOverflow) = weights.addingReportingOverflow(next)
      let (sum, sumOverflow) = count.addingReportingOverflow(layer)
      guard !weightsOverflow, !layerOverflow, !sumOverflow else { return .max }
      (count, width) = (sum, next)
    }
    return count
  }
}

/// What a hidden unit makes of its sum.
public enum ActivationSpecification: String, Sendable, Hashable, CaseIterable {
  /// max(0, x)
  case relu
  /// x · Φ(x), Hendrycks and Gimpel 2016.
  case gelu
  /// x / (1 + exp(−x)), "swish".
  case silu
  case tanh
}

/// How the sums of a layer are brought to one scale before the activation.
public enum NormalisationSpecification: String, Sendable, Hashable, CaseIterable {
  case none
  /// Over the units of a row, Ba et al. 2016.
  case layer
  /// Over the rows of a batch; running statistics once trained. Ioffe and Szegedy 2015.
  case batch
  /// Over groups of a row's units, Wu and He 2018.
  case group
}
