import Gradients
import Plans
import Specifications

/// Imitates soft labels made from privileged features.
///
///     paper              L = (1−λ)·CE(y, z) + λ·CE(softmax(t/T), z)
///     code               L = (1−λ)·CE(y, z) + λ·T²·CE(softmax(t/T), z)
///     hinton-consistent  L = (1−λ)·CE(y, z) + λ·T²·CE(softmax(t/T), z/T)
///
/// Source: Lopez-Paz, Bottou, Schölkopf, Vapnik 2016, equations 3 to 5, and the code they released:
/// the paper prints neither T² nor a tempered student; the code multiplies by T² and leaves the
/// student un-tempered; only the third keeps gradients of equal size as T grows.
/// Real targets: L = (1−λ)·(z−y)² + λ·(z−t)², whatever the convention.
public struct GeneralizedLoss: DistillationLoss {
  public enum Convention: String, Sendable, CaseIterable {
    case paper, code
    case hintonConsistent = "hinton-consistent"
  }

  public var lambda: Double
  public var temperature: Double
  public var convention: Convention

  public init(lambda: Double, temperature: Double, convention: Convention) {
    self.lambda = lambda
    self.temperature = temperature
    self.convention = convention
  }

  public var identity: CanonicalValue {
    [
      "generalized": [
        "lambda": .number(lambda), "temperature": .number(temperature),
        "convention": .text(convention.rawValue),
      ]
    ]
  }

  public var form: CanonicalValue { "generalized" }
  public var reads: [Signal] { [.teacherOutputs] }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ parts: Void
  ) -> Variable {
    let (z, t) = (student.outputs, teacher[.teacherOutputs])
    let (lambda, temperature) = (Float(lambda), Float(temperature))
    guard student.isClassification else {
      return (1 - lambda) * student.labelLoss + lambda * meanSquaredError(z, t, rows: teacher.weights)
    }
    let factor = convention == .paper ? 1 : temperature * temperature
    let soft = crossEntropyFromLogits(
      z, teacher: t, teacherTemperature: temperature,
      studentTemperature: convention == .hintonConsistent ? temperature : 1, rows: teacher.weights)
    return (1 - lambda) * student.labelLoss + lambda * (factor * soft)
  }
}
