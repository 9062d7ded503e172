/// The value a swept key takes in one cell.
public enum CellValue: Sendable, Hashable, Codable {
  case number(Double)
  case integer(Int)
  case text(String)
  case flag(Bool)

  /// The names of the kinds in the ledger.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case number, integer, text, flag
  }

  public var kind: Kind {
    switch self {
    case .number: .number
    case .integer: .integer
    case .text: .text
    case .flag: .flag
    }
  }

  /// `nil` for words and flags.
  public var number: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .text, .flag: nil
    }
  }
}

extension CellValue: CustomStringConvertible {
  /// The shortest text that reads back as the value; whole numbers have no fraction.
  public var description: String {
    switch self {
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    case .integer(let value): "\(value)"
    case .text(let value): value
    case .flag(let value): value ? "true" : "false"
    }
  }
}
