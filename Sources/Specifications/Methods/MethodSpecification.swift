/// The distillation method and its option values, every option present (defaults filled in).
public struct MethodSpecification: Sendable, Hashable {
  public var name: String
  public var options: [String: ScalarValue]

  public init(name: String, options: [String: ScalarValue]) {
    self.name = name
    self.options = options
  }
}

/// A scalar of `job.yaml`.
public enum ScalarValue: Sendable, Hashable {
  case number(Double)
  case integer(Int)
  case text(String)
  case flag(Bool)
}
