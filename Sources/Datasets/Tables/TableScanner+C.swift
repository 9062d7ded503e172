/// Cuts the bytes of a table into records and fields (RFC 4180): quotes, doubled quotes, CRLF, LF or
/// CR, a byte-order mark at the start, empty lines at the end.
struct TableScanner {
  enum Event: Equatable {
    /// The field is in `field`.
    case field
    /// The last field of a record is in `field`.
    case lastField
    case end
  }

  /// Keeps `bytes` mapped.
  private let file: MappedFile
  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private var position = 0
  /// The field last read; of a quoted field with doubled quotes the inside as written.
  private(set) var field = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private(set) var hasDoubledQuotes = false
  private(set) var isFieldQuoted = false
  /// Line of the field last read, counted from 1.
  private(set) var fieldLine = 1
  private var line = 1

  init(_ file: MappedFile, separator: UInt8) {
    self.file = file
    bytes = file.bytes.bindMemory(to: UInt8.self)
    self.separator = separator
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Whether nothing but line ends is left.
  var isAtEnd: Bool {
    var index = position
    while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
    return index == bytes.count
  }

  /// - Throws: for an unclosed quote, or text behind a closing one.
  mutating func next() throws(TableFault) -> Event {
    guard position < bytes.count else {
      // A separator at the very end leaves an empty last field.
      field = UnsafeBufferPointer(rebasing: bytes[position..<position])
      fieldLine = line
      hasDoubledQuotes = false
      isFieldQuoted = false
      return .lastField
    }
    fieldLine = line
    hasDoubledQuotes = false
    isFieldQuoted = bytes[position] == 0x22
    if isFieldQuoted { return try quoted() }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || byte == 0x0A || byte == 0x0D { break }
      position += 1
    }
    field = UnsafeBufferPointer(rebasing: bytes[start..<position])
    return finishField()
  }

  private mutating func quoted() throws(TableFault) -> Event {
    let start = position + 1
    position = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x22 {
        guard position + 1 < bytes.count, bytes[position + 1] == 0x22 else { break }
        hasDoubledQuotes = true
        position += 1
      } else if byte == 0x0A {
        line += 1
      }
      position += 1
    }
    guard position < bytes.count else {
      throw TableFault(line: fieldLine, column: nil, text: "a quote that is never closed")
    }
    field = UnsafeBufferPointer(rebasing: bytes[start..<position])
    position += 1
    if position < bytes.count {
      let byte = bytes[position]
      guard byte == separator || byte == 0x0A || byte == 0x0D else {
        throw TableFault(line: line, column: nil, text: "text behind a closing quote")
      }
    }
    return finishField()
  }

  private mutating func finishField() -> Event {
    guard position < bytes.count else { return .lastField }
    let byte = bytes[position]
    position += 1
    if byte == separator { return .field }
    if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
    line += 1
    return .lastField
  }

  /// The field last read as text.
  var text: String {
    guard hasDoubledQuotes else { return String(decoding: field, as: UTF8.self) }
    var content: [UInt8] = []
    var isSecond = false
    for byte in field {
      if byte == 0x22 {
        isSecond.toggle()
        if !isSecond { continue }
      }
      content.append(byte)
    }
    return String(decoding: content, as: UTF8.self)
  }
}

/// Something wrong at a place of a table.
struct TableFault: Error, Hashable, Sendable {
  /// Counted from 1, the header included.
  var line: Int
  /// Counted from 1; `nil` where the whole line is meant.
  var column: Int?
  var text: String

  var description: String {
    "line \(line)" + (column.map { ", column \($0)" } ?? "") + ": \(text)"
  }
}
