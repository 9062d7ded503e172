extension NetworkSpecification {
  /// Keys that came after `mlp` and `dropout` are left out at their defaults: older jobs keep their
  /// digests.
  public var canonical: CanonicalValue {
    switch self {
    case .linear: return .text("linear")
    case .mlp(let perceptron):
      var members: [String: CanonicalValue] = [
        "mlp": .list(perceptron.widths.map { .integer($0) }),
        "dropout": .number(perceptron.dropout),
      ]
      if perceptron.activation != .relu {
        members["activation"] = .text(perceptron.activation.rawValue)
      }
      if perceptron.normalisation != .none {
        members["normalisation"] = .text(perceptron.normalisation.rawValue)
      }
      if perceptron.residual { members["residual"] = .flag(true) }
      return .object(members)
    case .transformer(let transformer):
      var members = transformer.encoder.canonicalMembers
      members["vocabulary"] = transformer.vocabulary.map { .integer($0) }
      members["tokens"] = transformer.tokens.map { .integer($0) }
      members["pooling"] = .text(transformer.pooling.rawValue)
      return .object(["transformer": .object(members), "dropout": .number(transformer.dropout)])
    case .vision(let vision):
      var members = vision.encoder.canonicalMembers
      members["patch"] = .integer(vision.patch)
      members["image"] = vision.image?.canonical
      return .object(["vision": .object(members), "dropout": .number(vision.dropout)])
    case .convolution(let convolution):
      var members: [String: CanonicalValue] = [
        "convolution": .list(convolution.channels.map { .integer($0) }),
        "dropout": .number(convolution.dropout),
      ]
      members["image"] = convolution.image?.canonical
      return .object(members)
    }
  }

  /// The network from its canonical text.
  ///
  /// - Throws: every problem of the text, as a file's.
  public init(canonical json: String) throws(SpecificationError) {
    // JSON is YAML.
    let text = "{\"student\": {\"network\": \(json)}}"
    let log = ProblemLog(source: SourceText(text))
    let document = try YAMLDocument(text, log: log)
    let student = Section(document.root, key: nil, path: "", expected: "", log: log)?
      .existing("student")
    guard let student else { throw log.error }
    self = NetworkReader(role: "student", log: log).network(student)
    if log.hasErrors { throw log.error }
  }
}

extension EncoderSpecification {
  /// Without `feedforward` where it is what it would be anyway.
  fileprivate var canonicalMembers: [String: CanonicalValue] {
    var members: [String: CanonicalValue] = [
      "layers": .integer(layers), "width": .integer(width), "heads": .integer(heads),
    ]
    if feedforward != 4 * width { members["feedforward"] = .integer(feedforward) }
    return members
  }
}

extension ImageSpecification {
  public var canonical: CanonicalValue {
    .list([height, width, channels].map { .integer($0) })
  }
}
