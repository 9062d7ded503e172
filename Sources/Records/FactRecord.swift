/// A table a method leaves for the report, which prints it without knowing what it tells.
public struct FactRecord: Sendable, Hashable, Codable {
  /// What stands in one place of the table.
  public enum Value: Sendable, Hashable {
    case text(String)
    case number(Double)
    /// There is no such number.
    case missing
  }

  public var ordinal: Int
  /// Kind of table, a word: `aligner`, `prompts`.
  public var section: String
  /// The pair it belongs to; empty where it belongs to none.
  public var teacher: String
  public var student: String
  public var cell: Cell
  public var title: String
  public var columns: [String]
  /// As long as ``columns``, each.
  public var rows: [[Value]]

  public init(
    ordinal: Int, section: String, teacher: String = "", student: String = "",
    cell: Cell = Cell(), title: String, columns: [String], rows: [[Value]]
  ) {
    self.ordinal = ordinal
    self.section = section
    self.teacher = teacher
    self.student = student
    self.cell = cell
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}

extension FactRecord.Value: Codable {
  /// A JSON string, number or null: what is no finite number is missing.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .missing
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number) where number.isFinite: try container.encode(number)
    case .number, .missing: try container.encodeNil()
    }
  }
}
