import Gradients
import Plans
import Specifications

/// Labels alone: L = CE(y, z) for classes, nats; L = (z − y)² for real targets.
public struct SupervisedLoss: DistillationLoss {
  public init() {}

  public var identity: CanonicalValue { "supervised" }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ parts: Void
  ) -> Variable {
    student.labelLoss
  }
}
