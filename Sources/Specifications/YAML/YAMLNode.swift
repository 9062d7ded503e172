/// A node of `job.yaml` with its place: what the readers work on, free of the parser's types.
struct YAMLNode: Sendable {
  enum Content: Sendable {
    /// `isPlain` is false for quoted and block texts, which are never numbers or flags.
    case scalar(String, isPlain: Bool)
    case list([YAMLNode])
    case mapping([Entry])
  }

  struct Entry: Sendable {
    var key: YAMLNode
    var value: YAMLNode
  }

  /// What carets mark; measured only when a problem is shown.
  enum Extent: Sendable {
    case character
    /// To the next space, bracket, comma or colon.
    case word
    /// So many scalars, or fewer where the line ends before.
    case scalars(Int)
    /// To the closing quote or bracket, or the end of the line.
    case quoted, collection, line
  }

  var position: SourcePosition
  var extent: Extent
  var content: Content

  /// The text of a scalar.
  var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The text of a scalar without quotes.
  var plainText: String? {
    if case .scalar(let text, isPlain: true) = content { text } else { nil }
  }

  /// Nothing, `~` or `null`.
  var isEmpty: Bool {
    switch plainText {
    case "", "~", "null", "Null", "NULL": true
    default: false
    }
  }

  /// "a mapping", "a list", "nothing", "a text".
  var kindInWords: String {
    switch content {
    case .mapping: "a mapping"
    case .list: "a list"
    case .scalar: isEmpty ? "nothing" : "a text"
    }
  }
}
