/// A further test set: `data.split.tests: {next-month: {file: next-month.csv}}`.
public struct TestSetSpecification: Sendable, Hashable {
  /// Letters, digits and dashes.
  public var name: String
  /// Its rows, as the files of a split name them.
  public var rows: ColumnReference

  public init(name: String, rows: ColumnReference) {
    self.name = name
    self.rows = rows
  }

  /// Names that the parts of a split have.
  static let taken = ["train", "validation", "test", "unlabelled"]

  static let nameWords =
    "a name of letters, digits and dashes (at most 64 characters), other than "
    + QuotedText.list(taken)

  static func isName(_ text: String) -> Bool {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2D
    }
    return isPlain && (1...64).contains(text.utf8.count) && !text.hasPrefix("-")
      && !taken.contains(text)
  }
}
