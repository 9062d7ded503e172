import PlainText

/// Text from outside (names, reasons that quote them) made safe to show.
public enum ShownName {
  /// Safe on a terminal: control and format characters and bytes that are no UTF-8 are written as
  /// escapes, so that a name can neither colour nor reorder what stands beside it. Long names are cut.
  public static func plain(_ name: FileName) -> String {
    guard let text = String(validating: name.bytes, as: UTF8.self) else {
      return cut(
        name.bytes.map {
          (0x20..<0x7F).contains($0) ? String(Character(Unicode.Scalar($0))) : hex($0)
        })
    }
    return cut(text.unicodeScalars.map { visibleText(String($0)) })
  }

  /// Safe on a terminal, on one line, and cut: for a name the ledger keeps.
  public static func line(_ text: String) -> String {
    cut(text.unicodeScalars.map { visibleText($0) })
  }

  /// Safe on a terminal, line breaks kept: for reasons of several lines.
  public static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { visibleText(String($0)) }.joined(separator: "\n")
  }

  /// Safe inside a Markdown paragraph, also for readers that allow HTML.
  public static func markdown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "!", "~", "@":
        result += "\\" + String(Character(scalar))
      default: result += visibleText(scalar)
      }
    }
    return result
  }

  /// A Markdown code block: its fence is longer than any run of backticks inside.
  public static func block(_ text: String) -> String {
    let shown = lines(text)
    var longest = 0
    var current = 0
    for character in shown {
      current = character == "`" ? current + 1 : 0
      longest = max(longest, current)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)text\n\(shown)\n\(fence)"
  }

  private static func hex(_ byte: UInt8) -> String {
    "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func cut(_ pieces: [String]) -> String {
    pieces.count <= 120 ? pieces.joined() : pieces.prefix(120).joined() + "…"
  }
}
