/// A name in a folder as the system keeps it: bytes, which need not be text.
///
/// A name is one component. `/`, NUL, `.` and `..` cannot be one, so no name leads out of its folder.
public struct FileName: Sendable, Hashable, Comparable {
  public let bytes: [UInt8]

  public init?(bytes: [UInt8]) {
    guard !bytes.isEmpty, !bytes.contains(0), !bytes.contains(UInt8(ascii: "/")),
      bytes != [0x2E], bytes != [0x2E, 0x2E]
    else { return nil }
    self.bytes = bytes
  }

  public init?(_ text: String) {
    self.init(bytes: Array(text.utf8))
  }

  /// For names Retort itself makes up: letters, digits, `-`, `_` and `.`; anything else is a mistake
  /// in the program.
  init(own text: String) {
    guard let name = FileName(text) else { preconditionFailure("'\(text)' is no file name") }
    self = name
  }

  /// The name as text; bytes that are not UTF-8 are replaced. For display use `ShownName`.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether `ls` hides it.
  public var isHidden: Bool { bytes[0] == UInt8(ascii: ".") }

  public func hasSuffix(_ suffix: String) -> Bool {
    bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  public static func < (left: FileName, right: FileName) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
