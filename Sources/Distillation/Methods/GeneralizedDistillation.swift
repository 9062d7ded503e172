import Specifications

/// Soft labels made from privileged features; see ``GeneralizedLoss``.
public struct GeneralizedDistillation: LossMethod {
  public let loss: GeneralizedLoss

  public static let descriptor = MethodDescriptor(
    name: "generalized",
    summary: "Soft labels from privileged features (Lopez-Paz et al. 2016).",
    options: [
      .lambda, .temperature,
      OptionDescriptor(
        name: "convention", kind: .choice(GeneralizedLoss.Convention.allCases.map(\.rawValue)),
        defaultValue: .text(GeneralizedLoss.Convention.paper.rawValue),
        summary: "Where T² and the student's temperature stand; paper and released code differ."),
    ], teacherShare: OptionDescriptor.lambda.name)

  public init(options: MethodOptions) {
    loss = GeneralizedLoss(
      lambda: options.number("lambda"), temperature: options.number("temperature"),
      convention: GeneralizedLoss.Convention(rawValue: options.text("convention")) ?? .paper)
  }
}
