/// A tar written block by block, so that tests can hold what no decent tool writes.
struct TarBlocks {
  private(set) var bytes: [UInt8] = []

  enum Kind: UInt8 {
    case file = 0x30
    case hardLink = 0x31
    case symbolicLink = 0x32
    case character = 0x33
    case block = 0x34
    case folder = 0x35
    case fifo = 0x36
    case pax = 0x78
  }

  mutating func add(
    _ name: String, _ content: [UInt8] = [], kind: Kind = .file, link: String = ""
  ) {
    add(name: Array(name.utf8), content, kind: kind, link: link)
  }

  /// Names above 100 bytes travel in a pax header.
  mutating func add(
    name: [UInt8], _ content: [UInt8] = [], kind: Kind = .file, link: String = ""
  ) {
    if name.count > 100 {
      let record = Self.paxRecord("path", name)
      add(name: Array("pax".utf8), record, kind: .pax)
    }
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ field: [UInt8], at offset: Int) {
      header.replaceSubrange(offset..<(offset + field.count), with: field)
    }
    put(Array(name.prefix(100)), at: 0)
    put(Array("0000644\0".utf8), at: 100)
    put(Array("0000000\0".utf8), at: 108)
    put(Array("0000000\0".utf8), at: 116)
    put(Self.octal(content.count, digits: 11), at: 124)
    put(Self.octal(0, digits: 11), at: 136)
    put([kind.rawValue], at: 156)
    put(Array(link.utf8), at: 157)
    put(Array("ustar\u{0}00".utf8), at: 257)
    put([UInt8](repeating: 0x20, count: 8), at: 148)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(Self.octal(sum, digits: 6), at: 148)
    bytes += header + content
    bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  /// With the two zero blocks every tar ends in.
  func closed() -> [UInt8] { bytes + [UInt8](repeating: 0, count: 1_024) }

  private static func octal(_ value: Int, digits: Int) -> [UInt8] {
    let text = String(value, radix: 8)
    return Array((String(repeating: "0", count: digits - text.count) + text).utf8) + [0]
  }

  private static func paxRecord(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let rest = Array(" \(key)=".utf8) + value + [0x0A]
    var length = rest.count + 1
    while String(length).utf8.count + rest.count != length { length += 1 }
    return Array(String(length).utf8) + rest
  }
}
