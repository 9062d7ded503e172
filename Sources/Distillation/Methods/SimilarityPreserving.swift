import Specifications

/// L = CE(y, z) + w·L_SP: which rows are alike, as the teacher has it; see ``SimilarityPreservingLoss``.
public struct SimilarityPreserving: LossMethod {
  public let loss: WeightedLosses

  public static let descriptor = MethodDescriptor(
    name: "sp", summary: "Which rows are alike, as the teacher has it (Tung and Mori 2019).",
    options: [.weight(of: "the similarities", defaultValue: 100)])

  public init(options: MethodOptions) {
    loss = .besideLabels((options.number("weight"), SimilarityPreservingLoss()))
  }
}
