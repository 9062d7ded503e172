import PlainText

/// Text from outside, safe inside GitHub-flavoured Markdown and still readable in a terminal.
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
    let padding = text.first == "`" || text.last == "`" || text.first == " " ? " " : ""
    return fence + padding + text + padding + fence
  }

  static func longestBacktickRun(_ text: String) -> Int {
    var longest = 0
    var current = 0
    for character in text {
      current = character == "`" ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  /// A sentence that may quote names: what Markdown or HTML would interpret is escaped.
  static func sentence(_ text: String) -> String {
    let characters = Array(
      visibleText(text.split(whereSeparator: \.isNewline).joined(separator: " ")))
    var result = ""
    for (index, character) in characters.enumerated() {
      let previous = index > 0 ? characters[index - 1] : " "
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      if needsEscape(character, after: previous, before: next, first: index == 0) {
        result.append("\\")
      }
      result.append(character)
    }
    return result
  }

  private static func needsEscape(
    _ character: Character, after previous: Character, before next: Character, first: Bool
  ) -> Bool {
    switch character {
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

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, isWord(first), last != " " else {
      return false
    }
    guard !text.lowercased().contains("www.") else { return false }
    let characters = Array(text)
    for (index, character) in characters.enumerated() where !isWord(character) {
      switch character {
      case " ", "-", ".", ",", "=", "/", "+", "%", "(", ")": continue
      case ":" where index + 1 == characters.count || characters[index + 1] == " ": continue
      case "_"
      where index > 0 && index + 1 < characters.count
        && isWord(characters[index - 1]) && isWord(characters[index + 1]):
        continue
      default: return false
      }
    }
    return true
  }
}
