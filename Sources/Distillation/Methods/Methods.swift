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
    MethodRegistry(methods: all.map { $0.descriptor }, losses: LossSum.losses)
  }

  /// Those that are a loss and nothing more: what a sum of losses may be made of.
  static var summable: [any LossMethod.Type] { all.compactMap { $0 as? any LossMethod.Type } }

  /// The method of a name; a validated specification names none that is not in the registry.
  static func method(named name: String) -> any DistillationMethod.Type {
    if name == MethodSpecification.sum { return LossSum.self }
    guard let method = all.first(where: { $0.descriptor.name == name }) else {
      preconditionFailure("method '\(name)' is not one this build knows")
    }
    return method
  }

  /// What a specification's method is called and takes; of a sum, the options of its own losses.
  static func descriptor(of method: MethodSpecification) -> MethodDescriptor {
    method.isSum
      ? registry.sum(of: method.summands) : Self.method(named: method.name).descriptor
  }
}
