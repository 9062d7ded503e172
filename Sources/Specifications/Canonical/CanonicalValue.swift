/// A JSON value with exactly one text: keys sorted by their UTF-8 bytes, no spaces, numbers in their
/// shortest form that reads back the same.
///
/// Two specifications that mean the same have equal texts, so that the text may be hashed.
public enum CanonicalValue: Sendable, Hashable {
  case null
  case flag(Bool)
  case integer(Int)
  /// Finite.
  case number(Double)
  case text(String)
  case list([CanonicalValue])
  case object([String: CanonicalValue])

  /// The JSON text.
  public var json: String {
    var result = ""
    write(into: &result)
    return result
  }

  /// The same with a line an item, for people; lists of scalars stay in one line.
  func indentedJSON(_ indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .object(let members) where !members.isEmpty:
      let lines = Self.sorted(members.keys).map { key in
        "\(inner)\(CanonicalValue.text(key).json): \(members[key]?.indentedJSON(inner) ?? "null")"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    case .list(let items) where items.contains { $0.isCollection }:
      let lines = items.map { inner + $0.indentedJSON(inner) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    default: return json
    }
  }

  private var isCollection: Bool {
    switch self {
    case .list, .object: true
    case .null, .flag, .integer, .number, .text: false
    }
  }

  private func write(into result: inout String) {
    switch self {
    case .null: result += "null"
    case .flag(let flag): result += flag ? "true" : "false"
    case .integer(let number): result += String(number)
    case .number(let number): result += number.description
    case .text(let text): Self.write(text, into: &result)
    case .list(let items):
      result += "["
      for (index, item) in items.enumerated() {
        if index > 0 { result += "," }
        item.write(into: &result)
      }
      result += "]"
    case .object(let members):
      result += "{"
      for (index, key) in Self.sorted(members.keys).enumerated() {
        if index > 0 { result += "," }
        Self.write(key, into: &result)
        result += ":"
        members[key]?.write(into: &result)
      }
      result += "}"
    }
  }

  static func sorted(_ keys: some Sequence<String>) -> [String] {
    keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func write(_ text: String, into result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }
}

extension CanonicalValue {
  init(_ value: ScalarValue) {
    self =
      switch value {
      case .number(let number): .number(number)
      case .integer(let number): .integer(number)
      case .text(let text): .text(text)
      case .flag(let flag): .flag(flag)
      }
  }

  init(_ text: String?) {
    self = text.map { .text($0) } ?? .null
  }

  /// As `job.yaml` would say it in one line.
  var inWords: String {
    switch self {
    case .null: "none"
    case .flag(let flag): String(flag)
    case .integer(let number): String(number)
    case .number(let number): NumberText.short(number)
    case .text(let text): text
    case .list(let items): "[\(QuotedText.list(items.map(\.inWords)))]"
    case .object(let members):
      "{\(QuotedText.list(Self.sorted(members.keys).map { "\($0): \(members[$0]?.inWords ?? "")" }))}"
    }
  }
}
