import Specifications

/// L = CE(y, z) + w_D·L_D + w_A·L_A: distances and angles between rows as the teacher has them; see
/// ``RelationalDistanceLoss`` and ``RelationalAngleLoss``.
public struct RelationalDistillation: LossMethod {
  public let loss: WeightedLosses

  public static let descriptor = MethodDescriptor(
    name: "rkd",
    summary: "Distances and angles between rows as the teacher has them (Park et al. 2019).",
    options: [
      .weight("distance", of: "the distances between rows", defaultValue: 25),
      .weight("angle", of: "the angles between rows", defaultValue: 50),
    ])

  public init(options: MethodOptions) {
    loss = .besideLabels(
      (options.number("distance"), RelationalDistanceLoss()),
      (options.number("angle"), RelationalAngleLoss()))
  }
}
