/// The student that sees both modalities, which says how much both know together.
extension NetworkSpecification {
  /// The network on the columns of several modalities side by side.
  ///
  /// A linear network and a perceptron take all columns as one row. A transformer takes the tokens of all
  /// modalities, each cut into equally many; in the place of a network on images stands a transformer of its
  /// size, for no image is made of two modalities. Token numbers are measurements here.
  ///
  /// - Parameter parts: the shape of a row of each modality as its file has it, the network's own last.
  public func joint(_ parts: [[Int]]) throws(NetworkRefusal) -> NetworkSpecification {
    let own = try seeing(parts.last ?? [])
    var result: TransformerSpecification
    switch own {
    case .linear, .mlp: return own
    case .transformer(let transformer): result = transformer
    case .vision(let vision):
      let patches = vision.image.map { ($0.height / vision.patch) * ($0.width / vision.patch) }
      result = TransformerSpecification(
        encoder: vision.encoder, tokens: patches, pooling: .mean, dropout: vision.dropout)
    case .convolution(let convolution):
      result = TransformerSpecification(
        tokens: convolution.image?.height, pooling: .mean, dropout: convolution.dropout)
    }
    let columns = parts.map { $0.reduce(1, *) }
    let most = min(
      result.tokens ?? .max, EncoderSpecification.maximumTokens / max(1, parts.count),
      columns.min() ?? 1)
    // Modalities differ in columns: the most tokens that every one can be cut into.
    result.tokens = (1...max(1, most)).last { tokens in
      columns.allSatisfy { $0.isMultiple(of: tokens) }
    }
    result.vocabulary = nil
    return .transformer(result)
  }
}
