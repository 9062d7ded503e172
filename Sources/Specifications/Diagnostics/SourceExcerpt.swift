import PlainText

/// The part of a source line a problem points at, escaped, cut around the carets, ready to be shown.
public struct SourceExcerpt: Sendable, Hashable {
  /// At most `SourceExcerpt.width` characters and an ellipsis on either side.
  public var text: String
  /// Characters of `text` before the first caret.
  public var caretOffset: Int
  public var caretCount: Int

  public init(text: String, caretOffset: Int, caretCount: Int) {
    self.text = text
    self.caretOffset = caretOffset
    self.caretCount = caretCount
  }

  static let width = 88
  private static let before = 40

  /// - Parameters:
  ///   - line: The whole line, without its line break.
  ///   - column: Where the marked text begins, from 0, in Unicode scalars.
  ///   - extent: How many scalars are marked; at least one caret is shown.
  init(line: Substring.UnicodeScalarView, column: Int, extent: Int) {
    // Cut first: a line may be a megabyte long.
    let start = line.count > Self.width ? max(0, min(column, line.count) - Self.before) : 0
    let shown = Array(line.dropFirst(start).prefix(Self.width))
    let isCutAfter = start + shown.count < line.count
    let marked = min(max(column - start, 0), shown.count)
    let markedEnd = min(marked + max(extent, 0), shown.count)
    let pieces = shown.map { $0 == "\t" ? "\\t" : visibleText($0) }
    let length = { (range: Range<Int>) in
      pieces[range].reduce(0) { $0 + $1.unicodeScalars.count }
    }
    text = (start > 0 ? "…" : "") + pieces.joined() + (isCutAfter ? "…" : "")
    caretOffset = (start > 0 ? 1 : 0) + length(0..<marked)
    caretCount = max(1, length(marked..<markedEnd))
  }

  /// The text above the carets.
  var marked: String {
    String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(caretOffset).prefix(caretCount)))
  }

  /// The numbered line and the carets under it.
  func lines(numbered number: Int) -> [String] {
    let gutter = String(repeating: " ", count: String(number).count)
    let indent = String(repeating: " ", count: caretOffset)
    let carets = String(repeating: "^", count: caretCount)
    return ["  \(number) | \(text)", "  \(gutter) | \(indent)\(carets)"]
  }
}
