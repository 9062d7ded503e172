import PlainText

/// Text from outside, safe inside GitHub-flavoured Markdown and still readable in a terminal.
///
/// Scalar by scalar: a sign with a combining mark behind it is another `Character`, and the sign all the same to
/// Markdown.
enum MarkdownText {
  /// A name: plain words stay as they are, anything else becomes a code span, in which Markdown
  /// interprets nothing.
  static func name(_ text: String) -> String {
    let text = visibleText(text)
    return isPlain(text) ? text : codeSpan(text)
  }

  /// Literal text between backticks. In a table `MarkdownTable` escapes its bars, which end a cell there even
  /// inside a code span.
  static func codeSpan(_ text: String) -> String {
    let text = visibleText(text)
    guard !text.isEmpty else { return "(empty)" }
    let fence = String(repeating: "`", count: longestBacktickRun(text) + 1)
    let (first, last) = (text.unicodeScalars.first, text.unicodeScalars.last)
    let padding = first == "`" || last == "`" || first == " " ? " " : ""
    return fence + padding + text + padding + fence
  }

  static func longestBacktickRun(_ text: String) -> Int {
    var longest = 0
    var current = 0
    for scalar in text.unicodeScalars {
      current = scalar == "`" ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  /// A sentence that may quote names: what Markdown or HTML would interpret is escaped.
  static func sentence(_ text: String) -> String {
    let scalars = Array(
      visibleText(text.split(whereSeparator: \.isNewline).joined(separator: " ")).unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let previous = index > 0 ? scalars[index - 1] : " "
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if needsEscape(scalar, after: previous, before: next, first: index == 0) {
        result.append("\\")
      }
      result.append(scalar)
    }
    return String(result)
  }

  private static func needsEscape(
    _ scalar: Unicode.Scalar, after previous: Unicode.Scalar, before next: Unicode.Scalar,
    first: Bool
  ) -> Bool {
    switch scalar {
    case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "$", "&", "@": true
    // Inside a word an underscore is a letter; at its edge it opens emphasis.
    case "_": !(isWord(previous) && isWord(next))
    // A bare address would become a link.
    case ":": next == "/"
    case ".": previous == "w" || previous == "W"
    // What would open a heading, a list or a rule at the start of a line.
    case "#", "-", "+", "=": first
    default: false
    }
  }

  /// A letter, a number, or a mark upon one.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last, isWord(first), last != " " else {
      return false
    }
    guard !text.lowercased().contains("www.") else { return false }
    for (index, scalar) in scalars.enumerated() where !isWord(scalar) {
      switch scalar {
      case " ", "-", ".", ",", "=", "/", "+", "%", "(", ")": continue
      case ":" where index + 1 == scalars.count || scalars[index + 1] == " ": continue
      case "_"
      where index > 0 && index + 1 < scalars.count
        && isWord(scalars[index - 1]) && isWord(scalars[index + 1]):
        continue
      default: return false
      }
    }
    return true
  }
}
