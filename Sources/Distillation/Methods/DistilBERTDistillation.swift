import Specifications

/// L = w_s·T²·KL(softmax(t/T) ‖ softmax(z/T)) + w_h·CE(y, z) + w_c·(1 − cos(R(h), e)).
///
/// Source: Sanh et al. 2019, section 3, whose second term is the language model's; here it is the labels'. See
/// ``CosineLoss``.
public struct DistilBERTDistillation: LossMethod {
  public let loss: WeightedLosses

  public static let descriptor = MethodDescriptor(
    name: "distilbert",
    summary:
      "Soft targets, labels and the direction of the teacher's embedding (Sanh et al. 2019).",
    options: [
      .share("soft", of: "the soft targets", defaultValue: 5),
      .share("hard", of: "the labels", defaultValue: 2),
      .share("cosine", of: "the embeddings' directions", defaultValue: 1), .temperature,
    ], labelWeight: "hard")

  public init(options: MethodOptions) {
    loss = WeightedLosses([
      WeightedLosses.Term(
        options.number("soft"),
        HintonLoss(lambda: 1, temperature: options.number("temperature"))),
      WeightedLosses.Term(options.number("hard"), SupervisedLoss()),
      WeightedLosses.Term(options.number("cosine"), CosineLoss()),
    ])
  }
}

extension OptionDescriptor {
  fileprivate static func share(
    _ name: String, of term: String, defaultValue: Double
  ) -> OptionDescriptor {
    OptionDescriptor(
      name: name, kind: .number(atLeast: 0, atMost: 1e6), defaultValue: .number(defaultValue),
      summary: "Weight of \(term).")
  }
}
