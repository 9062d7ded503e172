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
