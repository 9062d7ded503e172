import PlainText

/// Text from outside, safe inside LaTeX.
enum LaTeXText {
  /// Scalar by scalar: a brace with a combining mark behind it is one `Character` that is no brace, and
  /// a brace all the same to TeX.
  static func escaped(_ text: String) -> String {
    visibleText(text).unicodeScalars.map(escaped).joined()
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\textbackslash{}"
    case "{", "}", "$", "&", "#", "_", "%": "\\\(scalar)"
    case "^": "\\textasciicircum{}"
    case "~": "\\textasciitilde{}"
    case "<": "\\textless{}"
    case ">": "\\textgreater{}"
    case "|": "\\textbar{}"
    case "\"": "''"
    case "`": "\\textasciigrave{}"
    // At the start of a row they would be taken for an argument of the line before.
    case "[", "*": "{\(scalar)}"
    case "±": "$\\pm$"
    case "−": "$-$"
    case "–": "--"
    case "→": "$\\rightarrow$"
    case "▶": "$\\triangleright$"
    case "λ": "$\\lambda$"
    default: String(scalar)
    }
  }

  /// A number made by this program: "+1.3", "−0.9".
  static func mathematics(_ number: String) -> String {
    "$" + number.map { $0 == "−" ? "-" : String($0) }.joined() + "$"
  }
}
