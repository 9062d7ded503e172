/// Every method a specification may name, in the order they are listed to people.
public struct MethodRegistry: Sendable, Hashable {
  public var methods: [MethodDescriptor]
  /// What a sum of losses may be made of, in the order they add up; the first is the labels' own, which every
  /// sum has. Empty where there are no sums.
  public var losses: [MethodDescriptor]

  public init(methods: [MethodDescriptor], losses: [MethodDescriptor] = []) {
    self.methods = methods
    self.losses = losses
  }

  public func method(named name: String) -> MethodDescriptor? {
    methods.first { $0.name == name }
  }

  public func loss(named name: String) -> MethodDescriptor? {
    losses.first { $0.name == name }
  }

  /// A method as a specification has it, sums of losses among them.
  public func descriptor(of method: MethodSpecification) -> MethodDescriptor? {
    method.isSum ? sum(of: method.summands) : self.method(named: method.name)
  }

  /// The words a method may be called by, the one for sums last.
  var names: [String] {
    methods.map(\.name) + (losses.isEmpty ? [] : [MethodSpecification.sum])
  }
}
