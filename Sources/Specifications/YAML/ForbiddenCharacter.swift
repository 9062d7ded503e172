/// A character YAML does not allow, which no quoting makes harmless.
struct ForbiddenCharacter {
  var node: YAMLNode
  /// `U+0007`.
  var name: String

  /// The first one of a text, if any.
  init?(in source: SourceText) {
    for (index, line) in source.lines.enumerated() {
      var column = 1
      for scalar in line {
        if !Self.isAllowed(scalar) {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
          let position = SourcePosition(line: index + 1, column: column)
          node = YAMLNode(position: position, extent: .character, content: .list([]))
          return
        }
        column += 1
      }
    }
    return nil
  }

  /// YAML 1.1, section 4.1: printable characters.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF:
      true
    default: false
    }
  }
}
