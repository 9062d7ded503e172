import PlainText

/// Something that must hold for any bytes did not: a finding.
public struct BrokenPromise: Error, CustomStringConvertible {
  public var description: String

  init(_ description: String) { self.description = description }

  /// - Throws: unless `holds`.
  static func unless(
    _ holds: Bool, _ what: @autoclosure () -> String
  ) throws(BrokenPromise) {
    guard holds else { throw BrokenPromise(what()) }
  }

  /// A message may have several lines; every character of them can be seen.
  static func unlessShown(_ message: String, of what: String) throws(BrokenPromise) {
    try unless(!message.isEmpty, "\(what): an empty message")
    for line in message.unicodeScalars.split(separator: "\n") {
      let text = String(String.UnicodeScalarView(line))
      try unless(
        visibleText(text).unicodeScalars.elementsEqual(line),
        "\(what): a message with invisible characters: \(visibleText(text))")
    }
  }
}
