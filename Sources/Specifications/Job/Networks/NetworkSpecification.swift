/// A network in a few words: `linear`, `{mlp: [128, 64], dropout: 0.1}`,
/// `{transformer: {layers: 2, width: 128}}`, `{vision: {patch: 4}}`, `{convolution: [16, 32]}`.
///
/// It says what a person wrote; what only the data can say (the shape of an image, the number of tokens)
/// is filled in by ``seeing(_:)``.
public enum NetworkSpecification: Sendable, Hashable {
  /// z = xW + b.
  case linear
  case mlp(PerceptronSpecification)
  case transformer(TransformerSpecification)
  case vision(VisionSpecification)
  case convolution(ConvolutionSpecification)

  /// Parameters one network may have: 400 MB of weights, four times that while it is trained.
  public static let maximumParameters = 100_000_000

  /// A perceptron of these hidden layers; a linear network where there are none.
  public init(hidden: [Int] = [], dropout: Double = 0) {
    self = hidden.isEmpty ? .linear : .mlp(PerceptronSpecification(hidden, dropout: dropout))
  }

  public var isLinear: Bool { self == .linear }

  /// The word that stands for it in `job.yaml`.
  public var kind: String {
    switch self {
    case .linear: "linear"
    case .mlp: "mlp"
    case .transformer: "transformer"
    case .vision: "vision"
    case .convolution: "convolution"
    }
  }

  /// How many token numbers there are, where its inputs are token numbers and not measurements.
  public var vocabulary: Int? {
    if case .transformer(let transformer) = self { transformer.vocabulary } else { nil }
  }

  /// Parameters it has at least, whatever the data; `Int.max` where the number is larger still.
  var leastParameters: Int {
    switch self {
    case .linear: 2
    case .mlp(let perceptron): perceptron.leastParameters
    case .transformer(let transformer): transformer.leastParameters
    case .vision(let vision): vision.encoder.leastParameters
    case .convolution(let convolution): convolution.leastParameters
    }
  }
}
