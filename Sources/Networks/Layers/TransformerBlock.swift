import Gradients
import Tensors

/// Attention and a feedforward layer, each around a residual connection.
///
///     normalised after:   y = norm(x + attention(x)),  z = norm(y + feedforward(y))
///     normalised before:  y = x + attention(norm(x)),  z = y + feedforward(norm(y))
struct TransformerBlock: Sendable, Hashable {
  /// Where a layer is normalised.
  enum Order: Sendable, Hashable {
    /// As BERT and DistilBERT.
    case after
    /// As vision transformers.
    case before
  }

  private let order: Order
  private let attention: AttentionLayer
  private let attentionNorm: LayerNormalisationLayer
  private let feedforward: FeedforwardLayer
  private let feedforwardNorm: LayerNormalisationLayer

  init(
    _ name: String, _ shape: TransformerShape, tokens: Int, order: Order,
    in layout: inout ParameterLayout
  ) {
    self.order = order
    attention = AttentionLayer(
      "\(name) attention", width: shape.width, heads: shape.heads, tokens: tokens,
      dropout: shape.dropout, in: &layout)
    attentionNorm = LayerNormalisationLayer(
      "\(name) attention norm", width: shape.width, in: &layout)
    feedforward = FeedforwardLayer(
      "\(name) feedforward", width: shape.width, inner: shape.feedforward,
      dropout: shape.dropout, in: &layout)
    feedforwardNorm = LayerNormalisationLayer(
      "\(name) feedforward norm", width: shape.width, in: &layout)
  }

  /// - Parameter ids: `[items, tokens]`; tokens below 0 are not seen.
  func callAsFunction(_ x: Variable, ids: Variable? = nil) -> Variable {
    switch order {
    case .after:
      let y = attentionNorm(sumOf: attention(x, ids: ids), x)
      return feedforwardNorm(sumOf: feedforward(y), y)
    case .before:
      let y = x + attention(attentionNorm(x), ids: ids)
      return y + feedforward(feedforwardNorm(y))
    }
  }
}
