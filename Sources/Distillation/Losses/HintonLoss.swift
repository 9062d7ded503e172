import Gradients
import Plans
import Specifications

/// L = (1−λ)·CE(y, z) + λ·T²·KL(softmax(t/T) ‖ softmax(z/T)), nats, mean over rows.
///
/// Source: Hinton, Vinyals, Dean 2015, section 2. Real targets: L = (1−λ)·(z−y)² + λ·(z−t)².
public struct HintonLoss: DistillationLoss {
  public var lambda: Double
  public var temperature: Double

  public init(lambda: Double, temperature: Double) {
    self.lambda = lambda
    self.temperature = temperature
  }

  public var identity: CanonicalValue {
    ["hinton": ["lambda": .number(lambda), "temperature": .number(temperature)]]
  }

  public var form: CanonicalValue { "hinton" }
  public var reads: [Signal] { [.teacherOutputs] }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ parts: Void
  ) -> Variable {
    let (z, t) = (student.outputs, teacher[.teacherOutputs])
    let (lambda, temperature) = (Float(lambda), Float(temperature))
    guard student.isClassification else {
      return (1 - lambda) * student.labelLoss + lambda * meanSquaredError(z, t, rows: teacher.weights)
    }
    return (1 - lambda) * student.labelLoss
      + lambda
      * (temperature * temperature
        * divergence(from: t, to: z, temperature: temperature, rows: teacher.weights))
  }
}
