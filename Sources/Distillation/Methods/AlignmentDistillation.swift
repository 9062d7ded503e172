import Specifications

/// L = CE(y, z) + w·(1 − CKA(h, e)); see ``CKALoss``.
public struct AlignmentDistillation: LossMethod {
  public let loss: WeightedLosses

  public static let descriptor = MethodDescriptor(
    name: "cka",
    summary: "Linear centred kernel alignment of both embeddings (Kornblith et al. 2019).",
    options: [.weight(of: "1 − CKA", defaultValue: 3)])

  public init(options: MethodOptions) {
    loss = .besideLabels((options.number("weight"), CKALoss()))
  }
}
