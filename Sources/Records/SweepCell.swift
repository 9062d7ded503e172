/// One cell of a sweep, read back from its words: `training.epochs=30, lambda=0.5, temperature=4`.
///
/// Ledger and report name a cell in words, because people read and query them. Tables, figures and
/// filters need its values one by one; this is the one place that takes the words apart.
public struct SweepCell: Sendable, Hashable {
  /// A key with the value it takes here.
  public struct Value: Sendable, Hashable {
    public var key: String
    public var text: String

    public init(key: String, text: String) {
      self.key = key
      self.text = text
    }

    /// `nil` for words.
    public var number: Double? { Double(text) }
  }

  /// Values that make an experiment of its own: students, verdicts and choices belong to each.
  public var settings: [Value]
  /// Options of the method, among which one variant is chosen.
  public var options: [Value]
  /// Words that are no value: `selected`, `late fusion`.
  public var remark: String

  /// - Parameters:
  ///   - variant: the cell in words; begins with its setting, where it has one.
  ///   - setting: the setting in words; empty where none is swept.
  public init(variant: String, setting: String = "") {
    settings = Self.parts(of: setting[...]).values
    var rest = variant[...]
    if !setting.isEmpty, rest.hasPrefix(setting) {
      rest = rest.dropFirst(setting.count)
      if rest.hasPrefix(Self.separator) { rest = rest.dropFirst(Self.separator.count) }
    }
    (options, remark) = Self.parts(of: rest)
  }

  /// All values, settings first.
  public var values: [Value] { settings + options }

  /// The text a key has here; `nil` where the cell does not name it.
  public subscript(key: String) -> String? { values.first { $0.key == key }?.text }

  private static let separator = ", "

  /// A value reaches to the next `, key=`, so that it may hold commas itself (`mlp 64, dropout 0.1`).
  private static func parts(of words: Substring) -> (values: [Value], remark: String) {
    var values: [Value] = []
    var remark: [Substring] = []
    for piece in words.split(separator: separator, omittingEmptySubsequences: false) {
      if let value = value(piece) {
        values.append(value)
      } else if values.isEmpty {
        remark.append(piece)
      } else {
        values[values.count - 1].text += separator + piece
      }
    }
    return (values, remark.joined(separator: separator))
  }

  private static func value(_ piece: Substring) -> Value? {
    guard let sign = piece.firstIndex(of: "="), let first = piece.first,
      first.isASCII, first.isLetter,
      piece[..<sign].allSatisfy({
        $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0))
      })
    else { return nil }
    return Value(key: String(piece[..<sign]), text: String(piece[piece.index(after: sign)...]))
  }
}

extension ComparisonRecord {
  public var cell: SweepCell { SweepCell(variant: variant, setting: setting) }
}

extension SummaryRecord {
  public var cell: SweepCell { SweepCell(variant: variant, setting: setting) }
}
