/// Why bytes are no safetensors file that Retort reads.
public struct SafeTensorsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where: the header, a byte of it, or a named array.
  public let place: String
  public let found: String
  public let expected: String
  public let remedy: String

  init(
    _ place: String, found: String, expected: String,
    remedy: String = "Write the file again with the safetensors library; it may be cut or altered."
  ) {
    self.place = place
    self.found = found
    self.expected = expected
    self.remedy = remedy
  }

  public var description: String {
    "safetensors, \(place): found \(found), expected \(expected). \(remedy)"
  }
}
