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

  public init(
    name: String, summary: String, options: [OptionDescriptor], teacherShare: String? = nil
  ) {
    self.name = name
    self.summary = summary
    self.options = options
    self.teacherShare = teacherShare
  }
}
