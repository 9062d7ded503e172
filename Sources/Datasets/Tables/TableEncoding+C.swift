/// Refuses the bytes of a table that are no UTF-8 text.
enum TableEncoding {
  static func problem(_ file: MappedFile, name: String) -> DatasetProblem? {
    let bytes = file.bytes.bindMemory(to: UInt8.self)
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    guard let place = isWide ? 0 : firstOffence(bytes) else { return nil }
    let line = 1 + lineEnds(bytes[..<place])
    let isNull = bytes[place] == 0
    return DatasetProblem(
      .tableFormat, at: name,
      found: "line \(line) is not UTF-8 text: "
        + (isWide
          ? "the file begins as UTF-16 does"
          : isNull
            ? "it holds a NUL byte, as UTF-16 does" : "byte 0x\(hexadecimal(bytes[place]))"),
      expected: "a table in UTF-8",
      remedy: "save it as 'CSV UTF-8', or with pandas: table.to_csv(…, encoding=\"utf-8\")")
  }

  /// Of the first byte that is NUL or part of no character.
  private static func firstOffence(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0 { return index }
      if byte < 0x80 {
        index += 1
        continue
      }
      guard let length = characterLength(bytes[index...]) else { return index }
      index += length
    }
    return nil
  }

  /// Bytes of the character of several bytes that begins here (Unicode 16, table 3-7); `nil` where
  /// none does.
  private static func characterLength(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Int? {
    let first = bytes[bytes.startIndex]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return nil
    }
    guard bytes.count >= length, second.contains(bytes[bytes.startIndex + 1]) else { return nil }
    let rest = bytes.dropFirst(2).prefix(length - 2)
    return rest.allSatisfy { (0x80...0xBF).contains($0) } ? length : nil
  }

  /// LF, CR and CRLF each end one line.
  private static func lineEnds(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var count = 0
    var last: UInt8 = 0
    for byte in bytes {
      if byte == 0x0D || (byte == 0x0A && last != 0x0D) { count += 1 }
      last = byte
    }
    return count
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    String(byte, radix: 16, uppercase: true)
  }
}
