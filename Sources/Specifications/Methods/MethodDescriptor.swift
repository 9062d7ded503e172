/// What a method's options are called, which values they take and what they mean.
///
/// `Specifications` knows no method: `Distillation` hands it the descriptors as a `MethodRegistry`.
public struct MethodDescriptor: Sendable, Hashable {
  public var name: String
  /// One sentence, shown by `--help` and in problems.
  public var summary: String
  public var options: [OptionDescriptor]

  public init(name: String, summary: String, options: [OptionDescriptor]) {
    self.name = name
    self.summary = summary
    self.options = options
  }
}
