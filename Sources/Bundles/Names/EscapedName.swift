import PlainText

/// Names from outside, made safe to print in a message.
enum EscapedName {
  /// Control and format characters, and bytes that are not UTF-8, are written as escapes; long names
  /// are cut after 120 characters.
  static func of(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return cut(bytes.map { $0 < 0x80 ? escaped(Unicode.Scalar($0)) : "\\x\(hexadecimal($0))" })
    }
    return of(text)
  }

  static func of(_ text: String) -> String {
    cut(text.unicodeScalars.map(escaped))
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    visibleText(scalar)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func cut(_ pieces: [String]) -> String {
    pieces.count <= 120 ? pieces.joined() : pieces.prefix(120).joined() + "…"
  }
}
