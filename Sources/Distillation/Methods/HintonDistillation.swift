import Specifications

/// Soft targets at a temperature beside the labels; see ``HintonLoss``.
public struct HintonDistillation: LossMethod {
  public let loss: HintonLoss

  public static let descriptor = MethodDescriptor(
    name: "hinton",
    summary: "Soft targets at a temperature beside the labels (Hinton et al. 2015).",
    options: [.lambda, .temperature], teacherShare: OptionDescriptor.lambda.name)

  public init(options: MethodOptions) {
    loss = HintonLoss(
      lambda: options.number("lambda"), temperature: options.number("temperature"))
  }
}

extension OptionDescriptor {
  static let lambda = OptionDescriptor(
    name: "lambda", kind: .number(atLeast: 0, atMost: 1), defaultValue: .number(0.5),
    summary: "Weight of the teacher's soft targets; the labels weigh 1 − lambda.")

  static let temperature = OptionDescriptor(
    name: "temperature", kind: .number(atLeast: 0.05, atMost: 1000), defaultValue: .number(1),
    summary: "Divides the logits before the softmax; higher is softer.")
}
