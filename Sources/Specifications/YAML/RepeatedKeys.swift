import Yams

/// Lets a document with repeated keys be read to its end.
///
/// Yams stops at the first mapping with two equal keys. Here the first scalar of the earlier key is
/// replaced by a private-use one, which moves nothing, and the text is parsed again.
struct RepeatedKeys {
  static let summary = "repeated key"
  /// Parsing again costs as much as parsing: a large file gets one answer at a time.
  private static let attempts = 16
  private static let largeFile = 50_000

  private(set) var text: String
  private let source: SourceText
  private var hidden: [SourcePosition: String] = [:]
  private var remaining: Int

  init(text: String, source: SourceText) {
    self.text = text
    self.source = source
    remaining = text.utf8.count > Self.largeFile ? 1 : Self.attempts
  }

  /// The name of the key that was hidden at a place.
  func name(at position: SourcePosition) -> String? { hidden[position] }

  /// Hides one key where the error is about a repeated one; `false` where it is not, or no more
  /// can be hidden.
  mutating func hide(_ error: YamlError) -> Bool {
    guard case .duplicatedKeysInMapping(let names, let context) = error, remaining > 0,
      let name = names.first
    else { return false }
    remaining -= 1
    let position = SourcePosition(line: context.mark.line, column: context.mark.column)
    guard let changed = replacement(at: position) else { return false }
    hidden[position] = name
    text = changed
    return true
  }

  private func replacement(at position: SourcePosition) -> String? {
    guard let stand = Unicode.Scalar(0xE000 + UInt32(hidden.count)) else { return nil }
    var scalars = text.unicodeScalars
    guard var index = self.index(of: position, in: scalars) else { return nil }
    if scalars[index] == "\"" || scalars[index] == "'" {
      let quote = scalars[index]
      index = scalars.index(after: index)
      guard index < scalars.endIndex, scalars[index] != quote else { return nil }
    }
    switch scalars[index] {
    case "[", "{", "|", ">", ":", "?", "!", "\\": return nil
    default: break
    }
    guard !SourceText.isBreak(scalars[index]) else { return nil }
    scalars.replaceSubrange(index...index, with: CollectionOfOne(stand))
    return String(scalars)
  }

  private func index(
    of position: SourcePosition, in scalars: String.UnicodeScalarView
  ) -> String.UnicodeScalarView.Index? {
    guard source.lines.indices.contains(position.line - 1) else { return nil }
    // Lines before are unchanged in number and length of scalars.
    var line = 1
    var index = scalars.startIndex
    while line < position.line, index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      guard SourceText.isBreak(scalar) else { continue }
      if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
        index = scalars.index(after: index)
      }
      line += 1
    }
    let place = scalars.index(
      index, offsetBy: position.column - 1, limitedBy: scalars.endIndex)
    return place.flatMap { $0 < scalars.endIndex ? $0 : nil }
  }
}
