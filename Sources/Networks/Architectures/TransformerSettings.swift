/// The blocks of a transformer, whatever its tokens are.
struct TransformerShape: Sendable, Hashable {
  var layers: Int
  var width: Int
  var heads: Int
  /// Width inside the feedforward layers.
  var feedforward: Int
  /// Behind the embedding, of attention's probabilities and behind the feedforward layers.
  var dropout: Float

  init(layers: Int, width: Int, heads: Int, feedforward: Int?, dropout: Float) {
    precondition(
      layers > 0 && width > 0 && heads > 0 && width.isMultiple(of: heads)
        && (feedforward ?? 1) > 0,
      "a transformer of \(layers) layers, \(heads) heads and width \(width)")
    self.layers = layers
    self.width = width
    self.heads = heads
    self.feedforward = feedforward ?? 4 * width
    self.dropout = dropout
  }
}

/// A transformer over tokens: words, or features of a row.
public struct TransformerSettings: Sendable, Hashable {
  /// What becomes of the tokens at the end.
  public enum Pooling: String, Sendable, Hashable, CaseIterable {
    /// The first token.
    case first
    /// The mean of the tokens that are there.
    case mean
  }

  /// Number of different tokens, where a column is the number of a token (below 0: no token); `nil`
  /// where columns are features.
  public var vocabulary: Int?
  /// Tokens a row is cut into, each of equally many columns; `nil` for one a column. In a multimodal
  /// network: of every modality.
  public var tokens: Int?
  public var pooling: Pooling
  var shape: TransformerShape

  /// - Parameters:
  ///   - layers: number of blocks.
  ///   - width: of a token's representation, a multiple of `heads`.
  ///   - feedforward: width inside the feedforward layers; `nil` for 4 · width.
  public init(
    layers: Int, width: Int, heads: Int, feedforward: Int? = nil, vocabulary: Int? = nil,
    tokens: Int? = nil, pooling: Pooling = .first, dropout: Float = 0
  ) {
    self.vocabulary = vocabulary
    self.tokens = tokens
    self.pooling = pooling
    shape = TransformerShape(
      layers: layers, width: width, heads: heads, feedforward: feedforward, dropout: dropout)
  }

  /// Tokens of a row of so many columns.
  func tokens(columns: Int) -> Int {
    let tokens = tokens ?? columns
    precondition(
      tokens > 0 && columns.isMultiple(of: tokens) && (vocabulary == nil || tokens == columns),
      "\(columns) columns as \(tokens) tokens")
    return tokens
  }
}
