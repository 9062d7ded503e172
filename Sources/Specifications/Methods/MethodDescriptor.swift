/// What a method's options are called, which values they take and what they mean.
///
/// `Specifications` knows no method: `Distillation` hands it the descriptors as a `MethodRegistry`.
public struct MethodDescriptor: Sendable, Hashable {
  public var name: String
  /// One sentence, shown by `--help` and in problems.
  public var summary: String
  public var options: [OptionDescriptor]
  /// Name of the option that is the teacher's share in what the student minimises: at 0 the teacher is silent, at 1
  /// the labels are. `nil` for methods without one.
  public var teacherShare: String?
  /// Name of the option that is the weight of the labels; `nil` where they weigh 1, or what the teacher's share
  /// leaves them.
  public var labelWeight: String?

  public init(
    name: String, summary: String, options: [OptionDescriptor], teacherShare: String? = nil,
    labelWeight: String? = nil
  ) {
    self.name = name
    self.summary = summary
    self.options = options
    self.teacherShare = teacherShare
    self.labelWeight = labelWeight
  }

  public func option(named name: String) -> OptionDescriptor? {
    options.first { $0.name == name }
  }
}

extension MethodDescriptor {
  /// What a method offers to a sum of losses: its part of the teacher, with one weight.
  ///
  /// The labels are a term of the sum of their own, so options that weigh them against the teacher are left out. A
  /// method whose only weight is called `weight` keeps it, with its default.
  public var summand: MethodDescriptor {
    let teachers = options.filter { $0.name != teacherShare && $0.name != labelWeight }
    let own = teachers.contains { $0.name == OptionDescriptor.summandWeight.name }
    return MethodDescriptor(
      name: name, summary: summary, options: (own ? [] : [.summandWeight]) + teachers)
  }
}

extension OptionDescriptor {
  /// The weight of a loss in a sum, where its method has none of this name.
  public static let summandWeight = OptionDescriptor(
    name: "weight", kind: .number(atLeast: 0, atMost: 1e6), defaultValue: .number(1),
    summary: "Weight of the loss in the sum.")
}
