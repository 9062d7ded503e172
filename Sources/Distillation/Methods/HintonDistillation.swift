import Gradients
import Networks
import Specifications
import Tensors

/// L = (1−λ)·CE(y, z) + λ·T²·KL(softmax(t/T) ‖ softmax(z/T)), nats, mean over rows.
///
/// Source: Hinton, Vinyals, Dean 2015, section 2. Real targets: L = (1−λ)·(z−y)² + λ·(z−t)².
public struct HintonDistillation: DistillationMethod {
  public var lambda: Float
  public var temperature: Float

  public static let descriptor = MethodDescriptor(
    name: "hinton",
    summary: "Soft targets at a temperature beside the labels (Hinton et al. 2015).",
    options: [.lambda, .temperature])

  public init(options: MethodOptions) {
    lambda = Float(options.number("lambda"))
    temperature = Float(options.number("temperature"))
  }

  public func objective(labels: Tensor, teacher: Tensor, isClassification: Bool) -> Objective {
    .distilling(
      labels: labels, teacher: teacher, lambda: lambda, isClassification: isClassification
    ) { [temperature] t, z in
      temperature * temperature * divergence(from: t, to: z, temperature: temperature)
    }
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
