extension String {
  /// Without the mark some editors put before UTF-8, which libyaml takes for a character once the encoding is
  /// known.
  var withoutByteOrderMark: String {
    unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
  }
}

/// The text of a file by lines, for excerpts.
struct SourceText {
  let lines: [Substring.UnicodeScalarView]

  /// Splits where libyaml does: `\n`, `\r`, `\r\n`, U+0085, U+2028, U+2029.
  init(_ text: String) {
    var lines: [Substring.UnicodeScalarView] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      if Self.isBreak(scalars[index]) {
        lines.append(scalars[start..<index])
        let isPair = scalars[index] == "\r" && next < scalars.endIndex && scalars[next] == "\n"
        start = isPair ? scalars.index(after: next) : next
        index = start
      } else {
        index = next
      }
    }
    lines.append(scalars[start...])
    self.lines = lines
  }

  static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  func line(_ number: Int) -> Substring.UnicodeScalarView? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  func excerpt(at position: SourcePosition, extent: Int) -> SourceExcerpt? {
    line(position.line).map {
      SourceExcerpt(line: $0, column: position.column - 1, extent: extent)
    }
  }
}
