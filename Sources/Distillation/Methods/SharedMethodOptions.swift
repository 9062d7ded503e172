import Specifications

/// Options that several methods have.
extension OptionDescriptor {
  static let lambda = OptionDescriptor(
    name: "lambda", kind: .number(atLeast: 0, atMost: 1), defaultValue: .number(0.5),
    summary: "Weight of the teacher's soft targets; the labels weigh 1 − lambda.")

  static let temperature = OptionDescriptor(
    name: "temperature", kind: .number(atLeast: 0.05, atMost: 1000), defaultValue: .number(1),
    summary: "Divides the logits before the softmax; higher is softer.")

  /// - Parameter term: beside the labels.
  static func weight(
    _ name: String = "weight", of term: String, defaultValue: Double
  ) -> OptionDescriptor {
    OptionDescriptor(
      name: name, kind: .number(atLeast: 0, atMost: 1e6), defaultValue: .number(defaultValue),
      summary: "Weight of \(term) beside the labels, which weigh 1.")
  }
}
