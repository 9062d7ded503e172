/// What an option of a network is set to.
public enum NetworkValue: Sendable, Hashable {
  case integer(Int)
  case number(Double)
  case text(String)
  case flag(Bool)
  /// A list, or the three sizes of an image.
  case integers([Int])

  init(_ value: ScalarValue) {
    self =
      switch value {
      case .integer(let number): .integer(number)
      case .number(let number): .number(number)
      case .text(let text): .text(text)
      case .flag(let flag): .flag(flag)
      }
  }

  /// As one would say it: `128 64`, `0.1`, `gelu`.
  var text: String {
    switch self {
    case .integer(let number): String(number)
    case .number(let number): NumberText.short(number)
    case .text(let text): text
    case .flag(let flag): String(flag)
    case .integers(let numbers): QuotedText.list(numbers.map(String.init), by: " ")
    }
  }

  var canonical: CanonicalValue {
    switch self {
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .flag(let flag): .flag(flag)
    case .integers(let numbers): .list(numbers.map { .integer($0) })
    }
  }
}

// So that a network in code reads as in `job.yaml`: `["mlp": [64], "dropout": 0.1]`.

extension NetworkValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(booleanLiteral value: Bool) { self = .flag(value) }
  public init(arrayLiteral elements: Int...) { self = .integers(elements) }
}
