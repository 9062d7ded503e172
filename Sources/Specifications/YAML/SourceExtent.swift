/// How far a node reaches on its first line, which is what carets mark.
extension SourceText {
  func measured(_ extent: YAMLNode.Extent, at position: SourcePosition) -> Int {
    guard let line = line(position.line) else { return 1 }
    let rest = line.dropFirst(position.column - 1)
    return switch extent {
    case .character: 1
    case .word: wordExtent(rest)
    case .scalars(let count): max(1, min(count, trimmedCount(rest)))
    case .quoted: quotedExtent(rest)
    case .collection: collectionExtent(rest)
    case .line: trimmedCount(rest)
    }
  }

  private func wordExtent(_ rest: Substring.UnicodeScalarView) -> Int {
    let ends: Set<Unicode.Scalar> = [" ", "\t", ",", "[", "]", "{", "}", ":"]
    return max(1, rest.prefix { !ends.contains($0) }.count)
  }

  /// One word for block style.
  private func collectionExtent(_ rest: Substring.UnicodeScalarView) -> Int {
    guard rest.first == "[" || rest.first == "{" else { return wordExtent(rest) }
    var depth = 0
    var quote: Unicode.Scalar?
    for (offset, scalar) in rest.enumerated() {
      switch scalar {
      case quote: quote = nil
      case _ where quote != nil: break
      case "\"", "'": quote = scalar
      case "{", "[": depth += 1
      case "}", "]":
        depth -= 1
        if depth == 0 { return offset + 1 }
      default: break
      }
    }
    return trimmedCount(rest)
  }

  private func quotedExtent(_ rest: Substring.UnicodeScalarView) -> Int {
    let quote = rest.first
    var isEscaped = false
    for (offset, scalar) in rest.enumerated().dropFirst() {
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\", quote == "\"" {
        isEscaped = true
      } else if scalar == quote {
        return offset + 1
      }
    }
    return trimmedCount(rest)
  }

  private func trimmedCount(_ rest: Substring.UnicodeScalarView) -> Int {
    var count = 0
    for (offset, scalar) in rest.enumerated() where scalar != " " && scalar != "\t" {
      count = offset + 1
    }
    return max(1, count)
  }
}
