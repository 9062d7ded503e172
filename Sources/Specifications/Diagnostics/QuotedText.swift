import PlainText

/// Words of a file as problems quote them.
enum QuotedText {
  /// The text, or its beginning and an ellipsis where it is longer than `limit` characters.
  static func cut(_ text: String, to limit: Int) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    return String(text.unicodeScalars.prefix(limit - 1)) + "…"
  }

  /// `'text'`, escaped and cut, as problems quote what a file says.
  static func quoted(_ text: String) -> String { "'\(cut(visibleText(text), to: 60))'" }

  /// `a, b, c`.
  static func list(_ words: some Sequence<String>, by separator: String = ", ") -> String {
    words.joined(separator: separator)
  }
}
