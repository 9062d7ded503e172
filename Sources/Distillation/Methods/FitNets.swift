import Specifications

/// L = CE(y, z) + w·½‖R(h) − e‖²: labels, and the teacher's embedding foretold by the student's; see ``HintLoss``.
public struct FitNets: LossMethod {
  public let loss: WeightedLosses

  public static let descriptor = MethodDescriptor(
    name: "fitnets",
    summary: "A hint: the student's embedding foretells the teacher's (Romero et al. 2015).",
    options: [.weight(of: "the hint", defaultValue: 1)])

  public init(options: MethodOptions) {
    loss = .besideLabels((options.number("weight"), HintLoss()))
  }
}
