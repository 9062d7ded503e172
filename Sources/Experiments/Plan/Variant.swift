import Specifications

/// One cell of the method's sweep: a value for every option of the method.
public struct Variant: Sendable, Hashable {
  public var method: String
  public var options: [String: ScalarValue]
  /// The cell in words, `lambda=0.5, temperature=4`; names the variant in ledger and report.
  public var label: String
  /// Its options, in the order the method names them in.
  let names: [String]

  public init(method: String, options: [String: ScalarValue], registry: MethodRegistry) {
    self.method = method
    self.options = options
    let names = registry.method(named: method)?.options.map(\.name) ?? options.keys.sorted()
    self.names = names.filter { options[$0] != nil }
    label = names.compactMap { name in options[name].map { "\(name)=\($0.text)" } }
      .joined(separator: ", ")
  }

  public var lambda: Double? { options["lambda"]?.number }
  var optionsBesidesLambda: [String: ScalarValue] { options.filter { $0.key != "lambda" } }
  public var temperature: Double? { options["temperature"]?.number }
}

extension ScalarValue {
  /// The value as a number; `nil` for words and flags.
  var number: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .text, .flag: nil
    }
  }

  /// Shortest text that reads back as the value; whole numbers without a fraction.
  var text: String {
    switch self {
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    case .integer(let value): "\(value)"
    case .text(let value): value
    case .flag(let value): value ? "true" : "false"
    }
  }
}
