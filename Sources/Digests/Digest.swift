/// A SHA-256 digest: the name of everything immutable in Retort (members, objects, runs, datasets).
public struct Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let hex: String

  /// - Returns: `nil` unless `hex` is 64 lower-case hexadecimal digits.
  public init?(hex: String) {
    let digits = hex.utf8
    guard digits.count == 64,
      digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    self.hex = hex
  }

  public init(of bytes: some Sequence<UInt8>) {
    var hasher = DigestHasher()
    hasher.update(Array(bytes))
    self = hasher.finish()
  }

  public init(of text: String) {
    self.init(of: text.utf8)
  }

  init(bytes: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    var hex: [UInt8] = []
    hex.reserveCapacity(64)
    for byte in bytes {
      hex.append(digits[Int(byte >> 4)])
      hex.append(digits[Int(byte & 15)])
    }
    self.hex = String(decoding: hex, as: UTF8.self)
  }

  public var description: String { hex }

  public static func < (left: Digest, right: Digest) -> Bool { left.hex < right.hex }
}
