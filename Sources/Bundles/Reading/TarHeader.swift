/// The 512 bytes before a member of a tar, as far as Retort looks at them itself: to tell a tar from
/// other files, and to know where a member and the tar end.
enum TarHeader {
  static let bytes = 512

  /// - Returns: whether fewer than 512 bytes may be the start of one. A name of up to 100 bytes comes
  ///   first, filled up with zeros if it is shorter, then numbers up to the checksum. Of a file cut
  ///   within its first name nothing but text is left.
  static func isStart(_ bytes: [UInt8]) -> Bool {
    guard bytes.count < Self.bytes else { return false }
    let name = bytes.prefix(100)
    let end = name.firstIndex(of: 0) ?? name.endIndex
    return name[..<end].allSatisfy { $0 >= 0x20 && $0 != 0x7F }
      && name[end...].allSatisfy { $0 == 0 }
      && numbers.allSatisfy { isNumber(bytes.dropFirst($0.lowerBound).prefix($0.count)) }
  }

  /// - Returns: whether the first 512 bytes are a tar header, or the zero block of an empty tar.
  static func isPlausible(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= Self.bytes else { return false }
    let header = bytes.prefix(Self.bytes)
    if header.allSatisfy({ $0 == 0 }) { return true }
    // The sum counts its own field (bytes 148 ..< 156) as blanks.
    let sum = header.enumerated().reduce(0) { total, byte in
      total + ((148..<156).contains(byte.offset) ? 0x20 : Int(byte.element))
    }
    let digits = header[148..<156].drop { $0 == 0x20 }.prefix(while: isOctal)
    guard !digits.isEmpty else { return false }
    return digits.reduce(0) { $0 * 8 + Int($1 - 0x30) } == sum
  }

  /// What the header says of its member's kind.
  static func kind(_ header: [UInt8]) -> UInt8 { header[156] }

  /// Bytes of content the header promises; `nil` where it is more than a number can say.
  static func size(_ header: [UInt8]) -> Int? {
    let field = header[124..<136]
    guard field.first.map({ $0 & 0x80 == 0 }) == true else { return binary(field) }
    let digits = field.drop { $0 == 0x20 || $0 == 0x09 }.prefix(while: isOctal)
    return digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
  }

  /// GNU tar's way to write large numbers: the first bit set, then a number of 95 bits.
  private static func binary(_ field: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for (place, byte) in field.enumerated() {
      let (product, overflow) = value.multipliedReportingOverflow(by: 256)
      guard !overflow else { return nil }
      value = product + Int(place == 0 ? byte & 0x7F : byte)
    }
    return value
  }

  /// Mode, user, group, size and time.
  private static let numbers = [100..<108, 108..<116, 116..<124, 124..<136, 136..<148]

  private static func isNumber(_ field: ArraySlice<UInt8>) -> Bool {
    guard let first = field.first, first & 0x80 == 0 else { return true }
    return field.allSatisfy { isOctal($0) || $0 == 0x20 || $0 == 0 }
  }

  private static func isOctal(_ byte: UInt8) -> Bool { (0x30...0x37).contains(byte) }
}
