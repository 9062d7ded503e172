/// The few Python literals a NumPy header is made of.
enum PythonLiteral: Sendable, Hashable {
  case text(String)
  /// `nil` where the number does not fit 64 bits.
  case integer(Int?)
  case flag(Bool)
  case none
  case sequence([PythonLiteral])
  case dictionary([Pair])

  struct Pair: Hashable {
    var key: String
    var value: PythonLiteral
  }

  /// - Returns: `nil` unless `bytes` is one literal, with blanks around it.
  static func parse(_ bytes: [UInt8]) -> PythonLiteral? {
    var parser = PythonLiteralParser(bytes: bytes)
    guard let value = parser.value() else { return nil }
    parser.skipBlanks()
    return parser.isAtEnd ? value : nil
  }
}

private struct PythonLiteralParser {
  let bytes: [UInt8]
  var position = 0
  var depth = 0

  var isAtEnd: Bool { position == bytes.count }

  mutating func value() -> PythonLiteral? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "{"): return dictionary()
    case UInt8(ascii: "("): return sequence(closing: ")")
    case UInt8(ascii: "["): return sequence(closing: "]")
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return text().map(PythonLiteral.text)
    case UInt8(ascii: "-"), 0x30...0x39: return integer()
    default: break
    }
    for (word, value) in [
      ("True", PythonLiteral.flag(true)), ("False", .flag(false)), ("None", .none),
    ]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    return nil
  }

  mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// A tuple or a list; `(3)` counts as `(3,)`.
  private mutating func sequence(closing: Unicode.Scalar) -> PythonLiteral? {
    guard enter() else { return nil }
    defer { depth -= 1 }
    var values: [PythonLiteral] = []
    while !take(closing) {
      guard let next = value() else { return nil }
      values.append(next)
      if take(",") { continue }
      guard take(closing) else { return nil }
      break
    }
    return .sequence(values)
  }

  private mutating func dictionary() -> PythonLiteral? {
    guard enter() else { return nil }
    defer { depth -= 1 }
    var pairs: [PythonLiteral.Pair] = []
    while !take("}") {
      skipBlanks()
      guard case .text(let key)? = value(), take(":"), let next = value() else { return nil }
      pairs.append(PythonLiteral.Pair(key: key, value: next))
      if take(",") { continue }
      guard take("}") else { return nil }
      break
    }
    return .dictionary(pairs)
  }

  private mutating func enter() -> Bool {
    position += 1
    depth += 1
    return depth <= 8
  }

  private mutating func text() -> String? {
    let quote = bytes[position]
    let start = position + 1
    guard let end = bytes[start...].firstIndex(of: quote) else { return nil }
    let content = bytes[start..<end]
    // NumPy never writes an escape here.
    guard !content.contains(UInt8(ascii: "\\")) else { return nil }
    position = end + 1
    return String(validating: content, as: UTF8.self)
  }

  private mutating func integer() -> PythonLiteral? {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return nil }
    position += digits.count
    let value = Int(String(decoding: bytes[start..<position], as: UTF8.self))
    // Python 2 wrote long integers as 3L.
    if position < bytes.count, bytes[position] == UInt8(ascii: "L") { position += 1 }
    return .integer(value)
  }
}
