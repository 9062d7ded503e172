/// Why a network cannot be made for the data it is to see.
public struct NetworkRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// What does not fit, in a few words: "columns that are no tokens".
  public var summary: String
  public var found: String
  public var expected: String
  public var remedy: String

  public init(_ summary: String, found: String, expected: String, remedy: String) {
    self.summary = summary
    self.found = found
    self.expected = expected
    self.remedy = remedy
  }

  public var description: String {
    "\(summary)\n  found: \(found)\n  expected: \(expected)\n  remedy: \(remedy)"
  }
}

/// Options that cannot be what they are at once.
public struct NetworkConflict: Sendable, Hashable {
  /// The problem points at the first of them that the file has. Where one of them could not be read,
  /// there is nothing to say.
  public var options: [String]
  public var refusal: NetworkRefusal

  public init(of options: [String], _ refusal: NetworkRefusal) {
    self.options = options
    self.refusal = refusal
  }
}
