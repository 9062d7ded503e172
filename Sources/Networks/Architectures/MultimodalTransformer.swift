import Gradients
import Tensors

/// A transformer over the tokens of several modalities side by side.
///
///     token t of modality m = featuresₜ Wₘ + embeddingₘ + positionₜ
///
/// The columns of a row are those of the first modality, then those of the second, and so on.
struct MultimodalTransformer: NetworkBody {
  private let modalities: [Modality]
  private let positionTable: ParameterSlice
  private let encoder: TransformerEncoder

  private struct Modality: Sendable, Hashable {
    var weight: ParameterSlice
    /// What tells its tokens from those of the others; the bias of the projection.
    var embedding: ParameterSlice
    var columns: Range<Int>
    var tokens: Int
  }

  /// - Parameter parts: columns of every modality.
  init(_ settings: TransformerSettings, parts: [Int], in layout: inout ParameterLayout) {
    precondition(settings.vocabulary == nil, "a multimodal transformer has no vocabulary")
    let width = settings.shape.width
    var modalities: [Modality] = []
    for columns in parts {
      let tokens = settings.tokens(columns: columns)
      let start = modalities.last?.columns.upperBound ?? 0
      let name = "modality \(modalities.count)"
      modalities.append(
        Modality(
          weight: layout.append(
            name: "\(name) weight", shape: [columns / tokens, width], decays: true),
          embedding: layout.append(
            table: "\(name) embedding", shape: [width], decays: false),
          columns: start..<start + columns, tokens: tokens))
    }
    let tokens = modalities.reduce(0) { $0 + $1.tokens }
    self.modalities = modalities
    positionTable = layout.append(table: "positions", shape: [tokens, width], decays: false)
    encoder = TransformerEncoder(settings, tokens: tokens, in: &layout)
  }

  var width: Int { encoder.width }
  var positions: Int { encoder.tokens }

  func callAsFunction(_ x: Variable) -> Variable {
    let sequences = modalities.map { modality in
      let part = columns(modality.columns, of: x)
      let tokens = linear(
        reshaped(part, columns: modality.columns.count / modality.tokens),
        weight: modality.weight, bias: modality.embedding)
      // One item a row, so that the modalities stand side by side.
      return reshaped(tokens, columns: modality.tokens * tokens.columns)
    }
    return encoder(
      add(
        positionTable, to: reshaped(concatenate(sequences), columns: width)))
  }
}

extension Network {
  /// A transformer over the tokens of several modalities.
  /// - Parameter parts: columns of every modality, side by side in a row.
  public static func multimodal(
    _ settings: TransformerSettings, parts: [Int], outputs: Int
  ) -> Network {
    precondition(!parts.isEmpty, "a multimodal transformer of no modality")
    return Network(inputs: parts.reduce(0, +), outputs: outputs) { layout in
      MultimodalTransformer(settings, parts: parts, in: &layout)
    }
  }
}
