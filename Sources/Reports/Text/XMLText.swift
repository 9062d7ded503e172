import PlainText

/// Text inside an SVG element or attribute.
///
/// Scalar by scalar: a sign with a combining mark behind it is another `Character`, and the sign all the same to
/// a parser.
func xmlText(_ text: String) -> String {
  var result = ""
  for scalar in visibleText(text).unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
