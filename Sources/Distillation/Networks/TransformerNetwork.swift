import Networks
import Specifications

/// `{transformer: {layers: 2, width: 128, heads: 4, vocabulary: 8000}, dropout: 0.1}`: an encoder of
/// tokens, with layer norm behind every addition (post-norm, as in BERT and DistilBERT).
///
///     embedding or projection + positions → layer norm → dropout → blocks → pooled token → linear
///
/// With `vocabulary` a row is its token numbers, −1 where there is none. Without, a row is `tokens` tokens
/// of columns/tokens measurements each, projected linearly.
public struct TransformerNetwork: NetworkKind {
  public static let descriptor = NetworkDescriptor(
    name: "transformer",
    summary: "An encoder of tokens: of texts, sequences, or a row's columns.",
    example: "{transformer: {layers: 2, width: 128}}",
    options: Encoder.options(width: 128) + [
      NetworkOption(
        "vocabulary", .integer(2...NetworkSpecification.maximumVocabulary), .inside,
        .absent("rows are measurements"),
        "How many tokens there are: columns then hold token numbers from 0, -1 for none."),
      NetworkOption(
        "tokens", .integer(1...Encoder.mostTokens), .inside,
        .absent("the second dimension of an array of three, else a token a column"),
        "Tokens of a row, which share its columns evenly."),
      NetworkOption(
        "pooling", .choice(TransformerSettings.Pooling.allCases.map(\.rawValue)), .inside,
        .value("first"), "Whether the first token or the mean of all speaks for the row."),
      .dropout,
    ])

  public let options: NetworkOptions

  public init(_ options: NetworkOptions) {
    self.options = options
  }

  private var encoder: Encoder { Encoder(options: options) }
  private var tokens: Int? { options.integerIfSet("tokens") }

  public var leastParameters: Int { encoder.leastParameters + embeddingParameters }
  public var conflicts: [NetworkConflict] { encoder.conflicts }
  public var sizeRemedy: String {
    "use fewer or narrower layers" + (vocabulary == nil ? "" : ", or a smaller vocabulary")
  }

  // MARK: Rows

  public static let mayReadTokens = true
  public var vocabulary: Int? { options.integerIfSet("vocabulary") }
  public var positions: Int? { tokens }
  public var embeddingParameters: Int { (vocabulary ?? 0) * encoder.width }

  public func seeing(_ shape: [Int]) throws(NetworkRefusal) -> TransformerNetwork {
    let columns = shape.reduce(1, *)
    // A row of two dimensions says itself what its tokens are.
    let wanted =
      vocabulary == nil ? tokens ?? (shape.count == 2 ? shape[0] : columns) : columns
    if vocabulary != nil, let tokens, tokens != columns {
      throw NetworkRefusal(
        "token numbers do not fill the tokens",
        found: "\(columns) columns, 'tokens: \(tokens)'",
        expected: "a column for every token, -1 where a row has none",
        remedy: "remove 'tokens', or write 'tokens: \(columns)'")
    }
    guard wanted > 0, columns % wanted == 0 else {
      throw NetworkRefusal(
        "columns that cannot be shared out among the tokens",
        found: "\(columns) columns, 'tokens: \(wanted)'",
        expected: "a number of tokens that divides the columns",
        remedy: "write one of: \(Self.divisors(of: columns, near: wanted))")
    }
    guard wanted <= Encoder.mostTokens else {
      throw NetworkRefusal(
        "too many tokens", found: "\(wanted) tokens, each looking at all others",
        expected: "at most \(Encoder.mostTokens)",
        remedy: vocabulary == nil
          ? "write 'tokens: N', so that a token has several columns" : "cut the rows")
    }
    return TransformerNetwork(options.setting("tokens", to: .integer(wanted)))
  }

  /// The largest divisors up to a number and the smallest above it, as text.
  private static func divisors(of columns: Int, near wanted: Int) -> String {
    let small = (1...max(1, min(wanted, columns))).reversed().filter { columns % $0 == 0 }.prefix(2)
    let above = wanted < columns ? (wanted...columns).first { columns % $0 == 0 } : nil
    return (small.reversed() + (above.map { [$0] } ?? [])).map(String.init).joined(separator: ", ")
  }

  /// It takes the tokens of all modalities. Token numbers are measurements here.
  public func joint(_ parts: [[Int]]) throws(NetworkRefusal) -> any NetworkKind {
    try seeing(parts.last ?? []).sharingOut(parts)
  }

  /// Every modality cut into equally many tokens: they differ in columns, so the most that every one can be
  /// cut into.
  func sharingOut(_ parts: [[Int]]) -> TransformerNetwork {
    let columns = parts.map { $0.reduce(1, *) }
    let most = min(tokens ?? .max, Encoder.mostTokens / max(1, parts.count), columns.min() ?? 1)
    let shared = (1...max(1, most)).last { tokens in
      columns.allSatisfy { $0.isMultiple(of: tokens) }
    }
    return TransformerNetwork(
      options.setting("tokens", to: shared.map { .integer($0) }).setting("vocabulary", to: nil))
  }

  // MARK: The engine's

  public func engine(columns: [Int], outputs: Int) -> Network {
    let settings = TransformerSettings(
      layers: encoder.layers, width: encoder.width, heads: encoder.heads,
      feedforward: encoder.feedforward, vocabulary: vocabulary, tokens: tokens,
      pooling: TransformerSettings.Pooling(rawValue: options.text("pooling")) ?? .first,
      dropout: Float(options.number("dropout")))
    return columns.count > 1
      ? .multimodal(settings, parts: columns, outputs: outputs)
      : .textTransformer(settings, inputs: columns.reduce(0, +), outputs: outputs)
  }
}
