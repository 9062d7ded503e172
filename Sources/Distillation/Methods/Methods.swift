import Specifications

/// Every distillation method Retort knows. This list is the registry: specifications, help and docs
/// are made from it.
public enum Methods {
  static let all: [any DistillationMethod.Type] = [
    HintonDistillation.self,
    GeneralizedDistillation.self,
  ]

  public static var registry: MethodRegistry {
    MethodRegistry(methods: all.map { $0.descriptor })
  }

  /// The method of a validated specification; `nil` for a name that is not in the registry.
  public static func method(
    named name: String, options: [String: ScalarValue]
  ) -> (any DistillationMethod)? {
    all.first { $0.descriptor.name == name }?.init(options: MethodOptions(options))
  }
}
