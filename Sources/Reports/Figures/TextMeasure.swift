/// About how wide a text is, in pixels, without any font at hand.
///
/// Errs on the wide side (DejaVu Sans, the widest usual fallback), so that labels keep clear of each
/// other with every font.
func estimatedWidth(of text: String, size: Double, bold: Bool = false) -> Double {
  var ems = 0.0
  for character in text {
    switch character {
    case "i", "j", "l", "I", "'", ".", ",", ":", ";", "|", "!", " ", "f", "t", "(", ")", "[", "]":
      ems += 0.39
    case "m", "w", "M", "W", "@", "%": ems += 0.98
    case "A"..."Z", "+", "−", "=", "→", "±", "Δ", "<", ">": ems += 0.84
    default: ems += character.isASCII ? 0.64 : 1
    }
  }
  return ems * size * (bold ? 1.13 : 1)
}

/// The text, or its beginning and end around an ellipsis where it would be wider than `width` pixels.
func shortened(_ text: String, toFit width: Double, size: Double, bold: Bool = false) -> String {
  guard estimatedWidth(of: text, size: size, bold: bold) > width else { return text }
  var kept = text.count
  var result = "…"
  while kept > 1 {
    kept -= 1
    let head = kept * 2 / 3
    result = text.prefix(head) + "…" + text.suffix(kept - head)
    if estimatedWidth(of: result, size: size, bold: bold) <= width { break }
  }
  return result
}
