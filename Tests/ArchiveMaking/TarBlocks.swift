/// A tar written block by block, so that tests can hold what no decent tool writes.
public struct TarBlocks {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public enum Kind: UInt8, Sendable {
    case file = 0x30
    case hardLink = 0x31
    case symbolicLink = 0x32
    case character = 0x33
    case block = 0x34
    case folder = 0x35
    case fifo = 0x36
    case pax = 0x78
    case globalPax = 0x67
  }

  public mutating func add(
    _ name: String, _ content: [UInt8] = [], kind: Kind = .file, link: String = ""
  ) {
    add(name: Array(name.utf8), content, kind: kind, link: link)
  }

  /// Names above 100 bytes travel in a pax header.
  ///
  /// - Parameter size: what the header says of the content, where it is not true.
  public mutating func add(
    name: [UInt8], _ content: [UInt8] = [], kind: Kind = .file, link: String = "", size: Int? = nil
  ) {
    if name.count > 100 { addRecords([("path", name)]) }
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ field: [UInt8], at offset: Int) {
      header.replaceSubrange(offset..<(offset + field.count), with: field)
    }
    put(Array(name.prefix(100)), at: 0)
    put(Array("0000644\0".utf8), at: 100)
    put(Array("0000000\0".utf8), at: 108)
    put(Array("0000000\0".utf8), at: 116)
    put(Self.octal(size ?? content.count, digits: 11), at: 124)
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

  /// A pax header before the next member, or a global one before all that follow.
  public mutating func addRecords(_ records: [(key: String, value: [UInt8])], as kind: Kind = .pax)
  {
    add(name: Array("pax".utf8), records.flatMap { Self.record($0.key, $0.value) }, kind: kind)
  }

  /// With the two zero blocks every tar ends in.
  public func closed() -> [UInt8] { bytes + [UInt8](repeating: 0, count: 1_024) }

  private static func octal(_ value: Int, digits: Int) -> [UInt8] {
    let text = String(value, radix: 8)
    return Array((String(repeating: "0", count: digits - text.count) + text).utf8) + [0]
  }

  private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let rest = Array(" \(key)=".utf8) + value + [0x0A]
    var length = rest.count + 1
    while String(length).utf8.count + rest.count != length { length += 1 }
    return Array(String(length).utf8) + rest
  }
}
