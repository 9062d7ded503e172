extension NetworkSpecification: CustomStringConvertible {
  /// `linear` or `mlp 128 64, dropout 0.1`. Part of a run's key: what is there stays as it is.
  public var description: String { QuotedText.list(words) }

  /// The same without the commas that part the axes of a sweep: `mlp 128 64 dropout 0.1`.
  var inWords: String { QuotedText.list(words, by: " ") }

  /// What it is, and every option that is not at its default.
  private var words: [String] {
    switch self {
    case .linear: ["linear"]
    case .mlp(let perceptron):
      ["mlp \(Self.list(perceptron.widths))"] + Self.dropout(perceptron.dropout)
        + (perceptron.activation == .relu ? [] : ["activation \(perceptron.activation.rawValue)"])
        + (perceptron.normalisation == .none
          ? [] : ["normalisation \(perceptron.normalisation.rawValue)"])
        + (perceptron.residual ? ["residual"] : [])
    case .transformer(let transformer):
      ["transformer \(transformer.encoder.inWords)"]
        + (transformer.vocabulary.map { ["vocabulary \($0)"] } ?? [])
        + (transformer.tokens.map { ["tokens \($0)"] } ?? [])
        + (transformer.pooling == .first ? [] : ["pooling \(transformer.pooling.rawValue)"])
        + Self.dropout(transformer.dropout)
    case .vision(let vision):
      ["vision patch \(vision.patch) \(vision.encoder.inWords)"] + Self.image(vision.image)
        + Self.dropout(vision.dropout)
    case .convolution(let convolution):
      ["convolution \(Self.list(convolution.channels))"] + Self.image(convolution.image)
        + Self.dropout(convolution.dropout)
    }
  }

  private static func list(_ numbers: [Int]) -> String {
    QuotedText.list(numbers.map(String.init), by: " ")
  }

  private static func dropout(_ rate: Double) -> [String] {
    rate > 0 ? ["dropout \(NumberText.short(rate))"] : []
  }

  private static func image(_ image: ImageSpecification?) -> [String] {
    image.map { ["image \($0.height) \($0.width) \($0.channels)"] } ?? []
  }
}

extension EncoderSpecification {
  fileprivate var inWords: String {
    "layers \(layers) width \(width) heads \(heads)"
      + (feedforward == 4 * width ? "" : " feedforward \(feedforward)")
  }
}
