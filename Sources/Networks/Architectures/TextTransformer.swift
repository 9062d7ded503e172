import Gradients
import Tensors

/// A transformer over the tokens of a row.
///
///     token t = table[idₜ] + positionₜ      or      featuresₜ W + b + positionₜ
struct TextTransformer: Sendable, Hashable {
  private let embedding: Embedding
  private let positions: ParameterSlice
  private let encoder: TransformerEncoder

  private enum Embedding: Sendable, Hashable {
    case words(table: ParameterSlice)
    case features(LinearLayer, columns: Int)
  }

  init(_ settings: TransformerSettings, inputs: Int, in layout: inout ParameterLayout) {
    let tokens = settings.tokens(columns: inputs)
    let width = settings.shape.width
    if let vocabulary = settings.vocabulary {
      embedding = .words(
        table: layout.append(table: "tokens weight", shape: [vocabulary, width], decays: true))
    } else {
      let columns = inputs / tokens
      embedding = .features(
        LinearLayer("tokens", inputs: columns, outputs: width, in: &layout), columns: columns)
    }
    positions = layout.append(table: "positions", shape: [tokens, width], decays: false)
    encoder = TransformerEncoder(settings, tokens: tokens, in: &layout)
  }

  func callAsFunction(_ x: Variable) -> Variable {
    switch embedding {
    case .words(let table):
      encoder(Gradients.embedding(x, table: table, positions: positions), ids: x)
    case .features(let projection, let columns):
      encoder(add(positions, to: projection(reshaped(x, columns: columns))))
    }
  }
}
