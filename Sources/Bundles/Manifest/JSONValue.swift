/// A JSON text as a value (RFC 8259): for manifests, and for lists of labels, classes and rows.
///
/// Whole numbers stay whole. Names of an object keep their order; the same name twice is an error.
package enum JSONValue: Sendable, Hashable {
  case null
  case flag(Bool)
  case integer(Int)
  case real(Double)
  case text(String)
  case array([JSONValue])
  case object([Member])

  package struct Member: Sendable, Hashable {
    package var name: String
    package var value: JSONValue
  }

  /// The member of that name, if this is an object.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var integer: Int? {
    if case .integer(let value) = self { value } else { nil }
  }

  package var text: String? {
    if case .text(let value) = self { value } else { nil }
  }

  package init(parsing bytes: [UInt8]) throws(JSONError) {
    var parser = JSONParser(bytes)
    self = try parser.document()
  }

  package static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case let scalar where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Counted from 1; the column counts bytes.
  package var line: Int
  package var column: Int
  package var found: String

  package var description: String { "line \(line), column \(column): \(found)" }
}

/// Reads one JSON document from bytes.
private struct JSONParser {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private static let deepest = 64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value()
    skipBlanks()
    guard position == bytes.count else { throw error("text after the end of the value") }
    return value
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipBlanks()
    guard position < bytes.count else { throw error("the text ends where a value should stand") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "-"), 0x30...0x39: return try number()
    default: break
    }
    for (word, value) in [("true", JSONValue.flag(true)), ("false", .flag(false)), ("null", .null)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw error("no JSON value starts here")
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var values: [JSONValue] = []
    skipBlanks()
    if take("]") { return .array([]) }
    while true {
      values.append(try value())
      skipBlanks()
      if take("]") { return .array(values) }
      guard take(",") else { throw error("expected ',' or ']'") }
    }
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    skipBlanks()
    if take("}") { return .object([]) }
    while true {
      skipBlanks()
      let name = try string()
      guard names.insert(name).inserted else { throw error("the name occurs twice") }
      skipBlanks()
      guard take(":") else { throw error("expected ':'") }
      members.append(JSONValue.Member(name: name, value: try value()))
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { throw error("expected ',' or '}'") }
    }
  }

  private mutating func enter() throws(JSONError) {
    position += 1
    depth += 1
    guard depth <= Self.deepest else { throw error("nested more than \(Self.deepest) deep") }
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    _ = take("-")
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[position - whole] != 0x30 else {
      throw error("no valid number")
    }
    var isReal = false
    if take(".") {
      isReal = true
      guard digits() > 0 else { throw error("no digit after the point") }
    }
    if take("e") || take("E") {
      isReal = true
      if !take("+") { _ = take("-") }
      guard digits() > 0 else { throw error("no digit in the exponent") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if !isReal, let value = Int(text) { return .integer(value) }
    guard let value = Double(text) else { throw error("no valid number") }
    return .real(value)
  }

  private mutating func digits() -> Int {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position - start
  }

  private mutating func string() throws(JSONError) -> String {
    guard take("\"") else { throw error("expected a text in quotes") }
    var out: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: out, as: UTF8.self) else {
          throw error("the text is not valid UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): try escape(into: &out)
      case 0..<0x20: throw error("a control character inside a text")
      default: out.append(byte)
      }
    }
    throw error("a text without a closing quote")
  }

  private mutating func escape(into out: inout [UInt8]) throws(JSONError) {
    guard position < bytes.count else { throw error("a text without a closing quote") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "b"): out.append(8)
    case UInt8(ascii: "f"): out.append(12)
    case UInt8(ascii: "n"): out.append(10)
    case UInt8(ascii: "r"): out.append(13)
    case UInt8(ascii: "t"): out.append(9)
    case UInt8(ascii: "u"):
      var unit = try hexadecimal()
      if (0xD800..<0xDC00).contains(unit), take("\\"), take("u") {
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw error("half of a surrogate pair") }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw error("half of a surrogate pair") }
      out.append(contentsOf: String(Character(scalar)).utf8)
    default: throw error("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    let digits = bytes[position..<min(position + 4, bytes.count)]
    guard digits.count == 4,
      digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("four hexadecimal digits must follow \\u") }
    position += 4
    return value
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private func error(_ found: String) -> JSONError {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return JSONError(line: line, column: before.count - start + 1, found: found)
  }
}
