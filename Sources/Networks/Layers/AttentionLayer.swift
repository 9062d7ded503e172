import Gradients
import Tensors

/// Multi-head self-attention. Vaswani et al. 2017.
///
///     [q k v] = x W + b,  headₕ = softmax(qₕ kₕᵀ / √d) vₕ,  y = [head₁ … headₙ] Wₒ + bₒ
///
/// Row r of x is token r mod tokens of an item.
struct AttentionLayer: Sendable, Hashable {
  private let projection: LinearLayer
  private let output: LinearLayer
  private let heads: Int
  private let tokens: Int
  private let dropout: Float

  /// - Parameter dropout: of the attention's probabilities.
  init(
    _ name: String, width: Int, heads: Int, tokens: Int, dropout: Float,
    in layout: inout ParameterLayout
  ) {
    // Queries, keys and values are three layers side by side: each is drawn with its own fans.
    projection = LinearLayer(
      name, inputs: width, outputs: 3 * width, start: .drawn(fanIn: width, fanOut: width),
      in: &layout)
    output = LinearLayer("\(name) output", inputs: width, outputs: width, in: &layout)
    self.heads = heads
    self.tokens = tokens
    self.dropout = dropout
  }

  /// - Parameter ids: `[items, tokens]`; tokens below 0 are not seen.
  func callAsFunction(_ x: Variable, ids: Variable?) -> Variable {
    output(
      attention(projection(x), heads: heads, tokens: tokens, ids: ids, dropout: dropout))
  }
}
