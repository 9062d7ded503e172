/// A table as CSV (RFC 4180 with line feeds), safe to open in a spreadsheet.
///
/// Numbers are Swift's shortest text that reads back as the same `Double`; a missing number is an
/// empty cell.
public struct CSVDocument: Sendable {
  public enum Cell: Sendable, Hashable {
    case text(String)
    case number(Double?)
    case integer(Int?)
    case flag(Bool?)

    public static func text(_ value: String?) -> Cell { .text(value ?? "") }
  }

  private var lines: [String]

  public init(columns: [String]) {
    lines = [columns.joined(separator: ",")]
  }

  /// - Parameter titles: columns whose names come from outside.
  public init(titles: [String]) {
    lines = [titles.map { Self.field($0) }.joined(separator: ",")]
  }

  public mutating func append(_ row: [Cell]) {
    lines.append(row.map(Self.field).joined(separator: ","))
  }

  public var text: String { lines.joined(separator: "\n") + "\n" }

  private static func field(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): field(text)
    case .number(let number): number?.description ?? ""
    case .integer(let number): number?.description ?? ""
    case .flag(let flag): flag.map { $0 ? "1" : "0" } ?? ""
    }
  }

  /// A spreadsheet runs a cell that starts like a formula, so such a cell gets an apostrophe in
  /// front. A cell that is a number ("-1") cannot be a formula and stays itself.
  ///
  /// Scalar by scalar: a quote with a combining mark behind it is one `Character` that is no quote, and
  /// a quote all the same to every reader.
  private static func field(_ text: String) -> String {
    var text = visibleText(text)
    if let first = text.unicodeScalars.first, "=+-@".unicodeScalars.contains(first),
      Double(text) == nil
    {
      text = "'" + text
    }
    guard text.unicodeScalars.contains(where: { ",\"'".unicodeScalars.contains($0) }) else {
      return text
    }
    var quoted = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    return "\"" + String(quoted) + "\""
  }
}
