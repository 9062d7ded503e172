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

extension WeightedLosses {
  /// L = CE(y, z) + Σ wᵢ Lᵢ.
  static func besideLabels(
    _ terms: (weight: Double, loss: any DistillationLoss)...
  ) -> WeightedLosses {
    WeightedLosses([Term(1, SupervisedLoss())] + terms.map { Term($0.weight, $0.loss) })
  }
}

extension OptionDescriptor {
  static func weight(
    _ name: String = "weight", of term: String, defaultValue: Double
  ) -> OptionDescriptor {
    OptionDescriptor(
      name: name, kind: .number(atLeast: 0, atMost: 1e6), defaultValue: .number(defaultValue),
      summary: "Weight of \(term) beside the labels, which weigh 1.")
  }
}
