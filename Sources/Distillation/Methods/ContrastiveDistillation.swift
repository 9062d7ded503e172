import Specifications

/// L = CE(y, z) + w·L_NCE: a row's own teacher embedding told from those of its batch; see ``InfoNCELoss``.
public struct ContrastiveDistillation: LossMethod {
  public let loss: WeightedLosses

  public static let descriptor = MethodDescriptor(
    name: "infonce",
    summary:
      "A row's own teacher embedding told from those of its batch; the contrast of CRD without its memory.",
    options: [
      .weight(of: "the contrast", defaultValue: 1),
      OptionDescriptor(
        name: "temperature", kind: .number(atLeast: 0.01, atMost: 100), defaultValue: .number(0.1),
        summary: "Divides the cosines; lower makes near rows harder to tell apart."),
    ])

  public init(options: MethodOptions) {
    loss = .besideLabels(
      (options.number("weight"), InfoNCELoss(contrast: options.number("temperature"))))
  }
}
