import Networks
import Specifications
import Tensors

/// `{mlp: [128, 64], dropout: 0.1, activation: relu, normalisation: none, residual: false}`: a multilayer
/// perceptron.
///
///     h₀ = x,  hₗ = dropout(activation(norm(hₗ₋₁ Wₗ + bₗ))) [+ hₗ₋₁],  z = h W + b
///
/// The sum in brackets is there where `residual` is true and both widths agree.
public struct PerceptronNetwork: NetworkKind {
  public static let largestWidth = 65_536

  public static let descriptor = NetworkDescriptor(
    name: "mlp", summary: "Hidden layers of these widths, then a linear one.",
    example: "{mlp: [128, 64], dropout: 0.1}",
    options: [
      NetworkOption(
        "mlp",
        .integers(
          NumberList(
            things: "layers", meaning: "its widths", most: 16, largest: largestWidth, example: [64])
        ), .name, .required, "Widths of the hidden layers."),
      .dropout,
      NetworkOption(
        "activation", .choice(Activation.allCases.map(\.rawValue)), .beside, .value("relu"),
        cameLater: true, "What a hidden unit of `mlp` makes of its sum."),
      NetworkOption(
        "normalisation", .choice(Normalisation.allCases.map(\.rawValue)), .beside, .value("none"),
        cameLater: true,
        "How the sums of a layer of `mlp` are brought to one scale: over the units of a row, over the "
          + "batch, or over groups of a row's units."),
      NetworkOption(
        "residual", .flag, .beside, .value(false), cameLater: true,
        "Whether a layer of `mlp` as wide as the one before it adds what it was given."),
    ])

  public let options: NetworkOptions

  public init(_ options: NetworkOptions) {
    self.options = options
  }

  private var widths: [Int] { options.integers("mlp") }
  private var activation: Activation { Activation(rawValue: options.text("activation")) ?? .relu }
  private var normalisation: Normalisation {
    Normalisation(rawValue: options.text("normalisation")) ?? .none
  }

  /// Weights and biases with one input and one output: Σ (inₗ + 1)·outₗ over its layers.
  public var leastParameters: Int {
    let layers = zip([1] + widths, widths + [1])
    return layers.reduce(0) { count, layer in
      layer.0.saturating(plus: 1).saturating(times: layer.1).saturating(plus: count)
    }
  }

  public var columnsRemedy: String { "narrow its first layer, or give it fewer columns" }

  public func refusal(ofBatch rows: Int) -> NetworkRefusal? {
    guard normalisation == .batch, rows < 2 else { return nil }
    return NetworkRefusal(
      "batches of one row with 'normalisation: batch'", found: "'batch: \(rows)'",
      expected: "batches of at least two rows: one row has no spread",
      remedy: "raise 'training.batch', or write 'normalisation: layer'")
  }

  public func engine(columns: [Int], outputs: Int) -> Network {
    .mlp(
      inputs: columns.reduce(0, +), hidden: widths, outputs: outputs,
      dropout: Float(options.number("dropout")), activation: activation,
      normalisation: normalisation, residual: options.flag("residual"))
  }
}

extension NetworkSpecification {
  /// A perceptron of these hidden layers; a linear network where there are none.
  public init(hidden: [Int] = [], dropout: Double = 0) {
    self =
      hidden.isEmpty
      ? .linear
      : NetworkSpecification(
        PerceptronNetwork(["mlp": .integers(hidden), "dropout": .number(dropout)]))
  }
}
