/// Reads the JSON header of a safetensors file: the one shape it may have, nothing else of JSON.
///
///     {"__metadata__": {KEY: STRING, …}, NAME: {"dtype": STRING, "shape": [INT, …],
///      "data_offsets": [INT, INT]}, …}
struct HeaderParser {
  struct Entry {
    var name: String
    var type: String
    var shape: [Int]
    var start: Int
    var end: Int
  }

  private(set) var metadata: [String: String] = [:]
  private(set) var entries: [Entry] = []
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  static func parse(_ bytes: ArraySlice<UInt8>) throws(SafeTensorsError) -> HeaderParser {
    guard bytes.first == UInt8(ascii: "{") else {
      throw SafeTensorsError(
        "header", found: "no opening brace", expected: "a JSON object",
        remedy: "This is probably no safetensors file.")
    }
    var parser = HeaderParser(bytes: bytes)
    try parser.parseHeader()
    return parser
  }

  private init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  private mutating func parseHeader() throws(SafeTensorsError) {
    var names: Set<String> = []
    var hasMetadata = false
    try object { (parser: inout HeaderParser, name) throws(SafeTensorsError) in
      if name == "__metadata__" {
        guard !hasMetadata else { throw parser.unexpected("a second __metadata__") }
        hasMetadata = true
        try parser.parseMetadata()
        return
      }
      guard names.insert(name).inserted else {
        throw parser.unexpected("a second array \"\(printable(name))\"")
      }
      try parser.parseEntry(name)
    }
    skipSpace()
    guard position == bytes.endIndex else { throw unexpected("text behind the header") }
  }

  private mutating func parseMetadata() throws(SafeTensorsError) {
    try object { (parser: inout HeaderParser, key) throws(SafeTensorsError) in
      let value = try parser.string()
      guard parser.metadata.updateValue(value, forKey: key) == nil else {
        throw parser.unexpected("a second metadata key \"\(printable(key))\"")
      }
    }
  }

  private mutating func parseEntry(_ name: String) throws(SafeTensorsError) {
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try object { (parser: inout HeaderParser, key) throws(SafeTensorsError) in
      switch key {
      case "dtype" where type == nil: type = try parser.string()
      case "shape" where shape == nil: shape = try parser.integers()
      case "data_offsets" where offsets == nil: offsets = try parser.integers()
      default: throw parser.unexpected("the key \"\(printable(key))\"")
      }
    }
    guard let type, let shape, let offsets, offsets.count == 2 else {
      throw SafeTensorsError(
        "array \"\(printable(name))\"", found: "an incomplete entry",
        expected: "dtype, shape and two data_offsets")
    }
    entries.append(
      Entry(name: name, type: type, shape: shape, start: offsets[0], end: offsets[1]))
  }
}

// MARK: The JSON it needs

extension HeaderParser {
  private func unexpected(_ found: String) -> SafeTensorsError {
    SafeTensorsError(
      "header, byte \(position - bytes.startIndex)", found: found,
      expected: "the JSON of a safetensors header")
  }

  private mutating func skipSpace() {
    while position < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  /// Takes `byte` if it comes next.
  private mutating func take(_ byte: Character) -> Bool {
    skipSpace()
    guard position < bytes.endIndex, bytes[position] == byte.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func require(_ byte: Character) throws(SafeTensorsError) {
    guard take(byte) else { throw unexpected("something other than \"\(byte)\"") }
  }

  private mutating func object(
    _ member: (inout HeaderParser, String) throws(SafeTensorsError) -> Void
  ) throws(SafeTensorsError) {
    try require("{")
    if take("}") { return }
    repeat {
      let key = try string()
      try require(":")
      try member(&self, key)
    } while take(",")
    try require("}")
  }

  private mutating func integers() throws(SafeTensorsError) -> [Int] {
    try require("[")
    if take("]") { return [] }
    var values: [Int] = []
    repeat { values.append(try integer()) } while take(",")
    try require("]")
    return values
  }

  private mutating func integer() throws(SafeTensorsError) -> Int {
    skipSpace()
    let start = position
    while position < bytes.endIndex, (0x30...0x39).contains(bytes[position]) { position += 1 }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Int(digits), digits == value.description else {
      throw unexpected("no whole number below 2⁶³")
    }
    return value
  }

  private mutating func string() throws(SafeTensorsError) -> String {
    try require("\"")
    var text: [UInt8] = []
    while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\"") {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\\") {
        text += try Array(String(escape()).utf8)
      } else if byte < 0x20 {
        throw unexpected("a control character in a string")
      } else {
        text.append(byte)
      }
    }
    try require("\"")
    guard let value = String(validating: text, as: UTF8.self) else {
      throw unexpected("a string that is not UTF-8")
    }
    return value
  }

  private mutating func escape() throws(SafeTensorsError) -> Unicode.Scalar {
    guard position < bytes.endIndex else { throw unexpected("an unfinished escape") }
    let letter = bytes[position]
    position += 1
    switch Unicode.Scalar(letter) {
    case "\"", "\\", "/": return Unicode.Scalar(letter)
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let high = try hexadecimal()
      guard (0xD800..<0xDC00).contains(high) else {
        guard let scalar = Unicode.Scalar(high) else { throw unexpected("half a surrogate pair") }
        return scalar
      }
      guard position + 1 < bytes.endIndex, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { throw unexpected("half a surrogate pair") }
      position += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      else { throw unexpected("half a surrogate pair") }
      return scalar
    default: throw unexpected("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(SafeTensorsError) -> UInt32 {
    let end = position + 4
    guard end <= bytes.endIndex,
      bytes[position..<end].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
    else { throw unexpected("an escape without four hexadecimal digits") }
    position = end
    return value
  }
}
