import Gradients
import Tensors

/// A transformer over the tokens of a row.
///
///     token t = table[idₜ] + positionₜ      or      featuresₜ W + b + positionₜ
struct TextTransformer: NetworkBody {
  private let embedding: Embedding
  private let positionTable: ParameterSlice
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
    positionTable = layout.append(table: "positions", shape: [tokens, width], decays: false)
    encoder = TransformerEncoder(settings, tokens: tokens, in: &layout)
  }

  var width: Int { encoder.width }
  var positions: Int { encoder.tokens }

  func callAsFunction(_ x: Variable) -> Variable {
    switch embedding {
    case .words(let table):
      encoder(Gradients.embedding(x, table: table, positions: positionTable), ids: x)
    case .features(let projection, let columns):
      encoder(add(positionTable, to: projection(reshaped(x, columns: columns))))
    }
  }
}

extension Network {
  /// A transformer over the tokens of a row: words by their numbers, or features.
  public static func textTransformer(
    _ settings: TransformerSettings, inputs: Int, outputs: Int
  ) -> Network {
    Network(inputs: inputs, outputs: outputs) { layout in
      TextTransformer(settings, inputs: inputs, in: &layout)
    }
  }
}
