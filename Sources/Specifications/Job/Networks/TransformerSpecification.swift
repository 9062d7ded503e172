/// `{transformer: {layers: 2, width: 128, heads: 4, vocabulary: 8000}, dropout: 0.1}`: an encoder of
/// tokens, with layer norm behind every addition (post-norm, as in BERT and DistilBERT).
///
///     embedding or projection + positions → layer norm → dropout → blocks → pooled token → linear
///
/// With `vocabulary` a row is its token numbers, −1 where there is none. Without, a row is `tokens` tokens
/// of columns/tokens measurements each, projected linearly.
public struct TransformerSpecification: Sendable, Hashable {
  /// Token numbers are kept as Float32, which holds whole numbers up to 2²⁴.
  public static let maximumVocabulary = 16_000_000
  public static let defaultWidth = 128

  public var encoder: EncoderSpecification
  /// Number of different tokens; `nil` where rows are measurements.
  public var vocabulary: Int?
  /// Tokens of a row; `nil` leaves it to the data.
  public var tokens: Int?
  public var pooling: PoolingSpecification
  /// Probability that an activation is dropped in training, 0 ..< 1.
  public var dropout: Double

  public init(
    encoder: EncoderSpecification = EncoderSpecification(width: Self.defaultWidth),
    vocabulary: Int? = nil, tokens: Int? = nil, pooling: PoolingSpecification = .first,
    dropout: Double = 0
  ) {
    self.encoder = encoder
    self.vocabulary = vocabulary
    self.tokens = tokens
    self.pooling = pooling
    self.dropout = dropout
  }

  var leastParameters: Int { encoder.leastParameters + (vocabulary ?? 0) * encoder.width }
}

/// Which token speaks for the row.
public enum PoolingSpecification: String, Sendable, Hashable, CaseIterable {
  case first
  /// The mean of all tokens that are there.
  case mean
}
