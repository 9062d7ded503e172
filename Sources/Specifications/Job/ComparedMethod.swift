/// One of several methods of a job: `method` with what the sweep makes of its options.
public struct ComparedMethod: Sendable, Hashable {
  public var method: MethodSpecification
  /// Swept options of this method, in the order of its descriptor.
  public var sweep: [SweepAxis]

  public init(method: MethodSpecification, sweep: [SweepAxis]) {
    self.method = method
    self.sweep = sweep
  }

  /// The values each swept option takes.
  var lists: [String: [ScalarValue]] {
    sweep.reduce(into: [:]) { $0[SweptKeys.option(of: $1.key)] = $1.values }
  }

  /// With every option written out; two ways of writing the same are equal.
  var canonical: CanonicalValue {
    guard !sweep.isEmpty else { return method.canonical }
    return ["method": method.canonical, "sweep": SweepAxis.canonical(of: sweep)]
  }
}
