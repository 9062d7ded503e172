import Specifications

/// Every distillation method Retort knows. This list is the registry: specifications, help and docs
/// are made from it.
public enum Methods {
  static let all: [any DistillationMethod.Type] = [
    HintonDistillation.self,
    GeneralizedDistillation.self,
    FitNets.self,
    RelationalDistillation.self,
    SimilarityPreserving.self,
    ContrastiveDistillation.self,
    AlignmentDistillation.self,
    DistilBERTDistillation.self,
  ]

  public static var registry: MethodRegistry {
    MethodRegistry(methods: all.map { $0.descriptor })
  }

  /// The method of a name; a validated specification names none that is not in the registry.
  static func method(named name: String) -> any DistillationMethod.Type {
    guard let method = all.first(where: { $0.descriptor.name == name }) else {
      preconditionFailure("method '\(name)' is not one this build knows")
    }
    return method
  }
}
