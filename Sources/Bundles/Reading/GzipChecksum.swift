/// The checksum a gzip file ends in, which libarchive passes over: CRC-32 and length of what is inside
/// (RFC 1952, section 2.3.1). Without it, flipped bits would become data.
struct GzipChecksum {
  private var register = UInt32.max
  private var count: UInt32 = 0

  mutating func update(_ piece: some Collection<UInt8>) {
    let table = Self.table
    var register = register
    for byte in piece {
      register = table[Int(UInt8(truncatingIfNeeded: register) ^ byte)] ^ register >> 8
    }
    self.register = register
    count &+= UInt32(truncatingIfNeeded: piece.count)
  }

  /// Whether the file's last eight bytes agree with what was unpacked. A file of several gzips has a
  /// checksum for each of them and none for all.
  func agrees(with source: ByteSource) throws(ArchiveError) -> Bool {
    let start = max(0, source.count - 8)
    let end = try source.bytes(at: start, count: 8)
    let expected = Self.bytes(~register) + Self.bytes(count)
    if end == expected { return true }
    return try Self.holdsSeveral(source)
  }

  /// Looks for the ten bytes a gzip starts with behind the start of the file. In compressed data they
  /// turn up by chance once in 10¹¹ bytes.
  private static func holdsSeveral(_ source: ByteSource) throws(ArchiveError) -> Bool {
    let step = 1 << 20
    for start in stride(from: 1, to: source.count, by: step) {
      let bytes = try source.bytes(at: start, count: step + 9)
      for place in bytes.indices.dropLast(9)
      where bytes[place] == 0x1F && isHeader(bytes[place..<(place + 10)]) {
        return true
      }
    }
    return false
  }

  /// Two magic bytes, deflate, no reserved flag, … , one of three levels, one of the known systems.
  private static func isHeader(_ bytes: ArraySlice<UInt8>) -> Bool {
    let header = Array(bytes)
    return header[1] == 0x8B && header[2] == 8 && header[3] & 0xE0 == 0
      && [0, 2, 4].contains(header[8]) && (header[9] <= 13 || header[9] == 255)
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
  }
}
