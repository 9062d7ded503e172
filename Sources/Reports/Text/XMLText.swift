import PlainText

/// Text inside an SVG element or attribute.
func xmlText(_ text: String) -> String {
  var result = ""
  for character in visibleText(text) {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.append(character)
    }
  }
  return result
}
