import Specifications

extension NetworkSpecification {
  /// Parameters of which a row needs next to none: rows of a table.
  var embeddingParameters: Int {
    guard case .transformer(let transformer) = self else { return 0 }
    return (transformer.vocabulary ?? 0) * transformer.encoder.width
  }

  /// How often a row needs a parameter, about: once a token or pixel where weights are shared. What a
  /// convolution saves by halving images is left out, as is the attention between tokens.
  func uses(_ parts: [[Int]]) -> Double {
    let uses = parts.map { shape -> Int in
      switch try? seeing(shape) {
      case .transformer(let transformer): transformer.tokens ?? 1
      case .vision(let vision):
        (vision.image.map { ($0.height / vision.patch) * ($0.width / vision.patch) } ?? 0) + 1
      case .convolution(let convolution): convolution.image.map { $0.height * $0.width } ?? 1
      case .linear, .mlp, nil: 0
      }
    }
    return Double(max(1, uses.reduce(0, +)))
  }
}
