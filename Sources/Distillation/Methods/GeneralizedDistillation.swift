import Gradients
import Networks
import Specifications
import Tensors

/// Generalized distillation: imitate soft labels made from privileged features.
///
///     paper              L = (1−λ)·CE(y, z) + λ·CE(softmax(t/T), z)
///     code               L = (1−λ)·CE(y, z) + λ·T²·CE(softmax(t/T), z)
///     hinton-consistent  L = (1−λ)·CE(y, z) + λ·T²·CE(softmax(t/T), z/T)
///
/// Source: Lopez-Paz, Bottou, Schölkopf, Vapnik 2016, equations 3 to 5, and the code they released:
/// the paper prints neither T² nor a tempered student; the code multiplies by T² and leaves the
/// student un-tempered; only the third keeps gradients of equal size as T grows.
/// Real targets: L = (1−λ)·(z−y)² + λ·(z−t)², whatever the convention.
public struct GeneralizedDistillation: DistillationMethod {
  public enum Convention: String, Sendable, CaseIterable {
    case paper, code
    case hintonConsistent = "hinton-consistent"
  }

  public var lambda: Float
  public var temperature: Float
  public var convention: Convention

  public static let descriptor = MethodDescriptor(
    name: "generalized",
    summary: "Soft labels from privileged features (Lopez-Paz et al. 2016).",
    options: [
      .lambda, .temperature,
      OptionDescriptor(
        name: "convention", kind: .choice(Convention.allCases.map(\.rawValue)),
        defaultValue: .text(Convention.paper.rawValue),
        summary: "Where T² and the student's temperature stand; paper and released code differ."),
    ])

  public init(options: MethodOptions) {
    lambda = Float(options.number("lambda"))
    temperature = Float(options.number("temperature"))
    convention = Convention(rawValue: options.text("convention")) ?? .paper
  }

  public func objective(labels: Tensor, teacher: Tensor, isClassification: Bool) -> Objective {
    let factor = convention == .paper ? 1 : temperature * temperature
    let studentTemperature = convention == .hintonConsistent ? temperature : 1
    return .distilling(
      labels: labels, teacher: teacher, lambda: lambda, isClassification: isClassification
    ) { [temperature] t, z in
      factor
        * crossEntropyFromLogits(
          z, teacher: t, teacherTemperature: temperature, studentTemperature: studentTemperature)
    }
  }
}
