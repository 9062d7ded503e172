/// `teacher.network:` and `student.network:`.
struct NetworkKeys {
  /// `teacher` or `student`.
  let role: String

  var path: String { "\(role).network" }

  /// Words of the networks that are mappings, in the order they are listed to people.
  static let kinds = ["mlp", "transformer", "vision", "convolution"]
  /// Networks that take all their defaults when named alone.
  static let words = ["linear", "transformer", "vision"]

  static let kindInWords = "linear, or a mapping of mlp, transformer, vision or convolution"

  var network: KeyDescriptor {
    KeyDescriptor(
      path, .shape(Self.kindInWords), .required,
      "`linear`, `{mlp: [128, 64], dropout: 0.1}`, `{transformer: {layers: 2, width: 128}}`, "
        + "`{vision: {patch: 4}}` or `{convolution: [16, 32]}`.")
  }

  var dropout: ScalarKey<Double> {
    ScalarKey(
      "\(path).dropout", .from(0, below: 1), default: 0,
      "Probability that a hidden unit is dropped in training.")
  }

  // MARK: mlp

  var mlp: KeyDescriptor {
    KeyDescriptor(
      "\(path).mlp",
      Self.list(
        PerceptronSpecification.maximumLayers, PerceptronSpecification.maximumWidth),
      .optional("a linear network"), "Widths of the hidden layers.")
  }

  var activation: ScalarKey<ActivationSpecification> {
    ScalarKey(
      "\(path).activation", default: .relu, "What a hidden unit of `mlp` makes of its sum.")
  }

  var normalisation: ScalarKey<NormalisationSpecification> {
    ScalarKey(
      "\(path).normalisation", default: .none,
      "How the sums of a layer of `mlp` are brought to one scale: over the units of a row, over the "
        + "batch, or over groups of a row's units.")
  }

  var residual: ScalarKey<Bool> {
    ScalarKey(
      "\(path).residual", default: false,
      "Whether a layer of `mlp` as wide as the one before it adds what it was given.")
  }

  // MARK: transformer

  var transformer: KeyDescriptor {
    KeyDescriptor(
      "\(path).transformer", .shape("a mapping of its options"), .optional("not used"),
      "An encoder of tokens: of texts, sequences, or a row's columns.")
  }

  var vocabulary: ScalarKey<Int> {
    ScalarKey(
      "\(path).transformer.vocabulary", 2...TransformerSpecification.maximumVocabulary,
      .optional("rows are measurements"),
      "How many tokens there are: columns then hold token numbers from 0, -1 for none.")
  }

  var tokens: ScalarKey<Int> {
    ScalarKey(
      "\(path).transformer.tokens", 1...EncoderSpecification.maximumTokens,
      .optional("the second dimension of an array of three, else a token a column"),
      "Tokens of a row, which share its columns evenly.")
  }

  var pooling: ScalarKey<PoolingSpecification> {
    ScalarKey(
      "\(path).transformer.pooling", default: .first,
      "Whether the first token or the mean of all speaks for the row.")
  }

  // MARK: vision

  var vision: KeyDescriptor {
    KeyDescriptor(
      "\(path).vision", .shape("a mapping of its options"), .optional("not used"),
      "A vision transformer: an encoder of the patches of an image.")
  }

  var patch: ScalarKey<Int> {
    ScalarKey(
      "\(path).vision.patch", 1...VisionSpecification.maximumPatch,
      default: VisionSpecification.defaultPatch,
      "Height and width of a patch in pixels; divides those of the image.")
  }

  // MARK: convolution

  var convolution: KeyDescriptor {
    KeyDescriptor(
      "\(path).convolution",
      Self.list(
        ConvolutionSpecification.maximumStages, ConvolutionSpecification.maximumChannels),
      .optional("not used"), "Channels of the stages of a convolutional network.")
  }

  // MARK: What several networks take

  /// - Parameter section: of a network on images, or the mapping it stands in.
  func image(in section: String) -> KeyDescriptor {
    KeyDescriptor(
      "\(section).image",
      .shape("a list of height, width and channels"),
      .optional("the shape of the array"),
      "How the columns of a row are an image, channel last; an array of 3 or 4 dimensions says it "
        + "itself.")
  }

  /// - Parameter kind: `transformer` or `vision`.
  func encoder(_ kind: String) -> EncoderKeys { EncoderKeys(section: "\(path).\(kind)") }

  private static func list(_ most: Int, _ largest: Int) -> ValueKind {
    .shape("a list of 1 to \(most) whole numbers from 1 to \(largest)")
  }

  var all: [KeyDescriptor] {
    [
      network, mlp, dropout.descriptor, activation.descriptor, normalisation.descriptor,
      residual.descriptor, transformer,
    ] + encoder("transformer").all + [vocabulary.descriptor, tokens.descriptor, pooling.descriptor]
      + [vision, patch.descriptor] + encoder("vision").all + [image(in: "\(path).vision")]
      + [convolution, image(in: path)]
  }
}

/// What a transformer of tokens and one of patches have in common.
struct EncoderKeys {
  /// `student.network.transformer`
  let section: String

  var layers: ScalarKey<Int> {
    ScalarKey(
      "\(section).layers", 1...EncoderSpecification.maximumLayers, default: 2,
      "Blocks of attention and feed-forward layers.")
  }

  var width: ScalarKey<Int> {
    ScalarKey(
      "\(section).width", 1...EncoderSpecification.maximumWidth,
      default: section.hasSuffix("vision")
        ? VisionSpecification.defaultWidth : TransformerSpecification.defaultWidth,
      "Features of a token inside.")
  }

  var heads: ScalarKey<Int> {
    ScalarKey(
      "\(section).heads", 1...EncoderSpecification.maximumWidth, default: 4,
      "Heads of the attention; they divide `width`.")
  }

  var feedforward: ScalarKey<Int> {
    ScalarKey(
      "\(section).feedforward", 1...65_536, .optional("4 · `width`"),
      "Width of the hidden layer that every token passes.")
  }

  var all: [KeyDescriptor] {
    [layers.descriptor, width.descriptor, heads.descriptor, feedforward.descriptor]
  }
}
