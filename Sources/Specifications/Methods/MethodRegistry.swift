/// Every method a specification may name, in the order they are listed to people.
public struct MethodRegistry: Sendable, Hashable {
  public var methods: [MethodDescriptor]

  public init(methods: [MethodDescriptor]) {
    self.methods = methods
  }

  public func method(named name: String) -> MethodDescriptor? {
    methods.first { $0.name == name }
  }
}
