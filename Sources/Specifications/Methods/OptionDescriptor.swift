/// One option of a method: the values it takes and what it means.
public struct OptionDescriptor: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// A finite number within the bounds, both included.
    case number(atLeast: Double, atMost: Double)
    case integer(atLeast: Int, atMost: Int)
    case choice([String])
    case flag
  }

  public var name: String
  public var kind: Kind
  public var defaultValue: ScalarValue
  public var summary: String

  public init(name: String, kind: Kind, defaultValue: ScalarValue, summary: String) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.summary = summary
  }
}
