extension CanonicalValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .text(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .flag(value) }

  /// Of equal keys the last counts.
  public init(dictionaryLiteral elements: (String, CanonicalValue)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }
}
