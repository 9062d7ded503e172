import Gradients
import Tensors

/// Embedded tokens to the representation of their item, normalised after each layer as in DistilBERT.
///
///     h = dropout(norm(tokens)),  h = blockₗ(h),  h of the first token, or mean over tokens
///
/// Sanh et al. 2019; Devlin et al. 2019.
struct TransformerEncoder: Sendable, Hashable {
  private let norm: LayerNormalisationLayer
  private let blocks: [TransformerBlock]
  private let pooling: TransformerSettings.Pooling
  private let dropout: Float
  let tokens: Int
  let width: Int

  init(_ settings: TransformerSettings, tokens: Int, in layout: inout ParameterLayout) {
    let shape = settings.shape
    norm = LayerNormalisationLayer("embedding norm", width: shape.width, in: &layout)
    var blocks: [TransformerBlock] = []
    for number in 0..<shape.layers {
      blocks.append(
        TransformerBlock("block \(number)", shape, tokens: tokens, order: .after, in: &layout))
    }
    self.blocks = blocks
    pooling = settings.pooling
    dropout = shape.dropout
    self.tokens = tokens
    width = shape.width
  }

  /// - Parameters:
  ///   - embedded: `[items · tokens, width]`, positions included.
  ///   - ids: `[items, tokens]`; tokens below 0 are neither seen nor pooled.
  /// - Returns: `[items, width]`.
  func callAsFunction(_ embedded: Variable, ids: Variable? = nil) -> Variable {
    let start = Gradients.dropout(norm(embedded), rate: dropout)
    let encoded = blocks.reduce(start) { h, block in
      let next = block(h, ids: ids)
      embedded.tape.tap(next)
      return next
    }
    switch pooling {
    case .first: return token(0, of: encoded, tokens: tokens)
    case .mean: return tokenMean(encoded, tokens: tokens, ids: ids)
    }
  }
}

extension ParameterLayout {
  /// Appends a table that tokens, or their positions, look their vector up in. It starts small and
  /// normal whatever the training's initialisation, as in BERT.
  mutating func append(table name: String, shape: [Int], decays: Bool) -> ParameterSlice {
    append(name: name, shape: shape, start: .normal(0.02), decays: decays)
  }
}
