import Plans
import Specifications

/// Does this teacher make this student better? What a method may build on.
public struct Question: Sendable {
  /// Modalities.
  public let pair: Pair
  /// The teacher's run.
  public let teacher: Plan.ID
  /// The tuned student, S°: every distilled student is this one with another loss.
  public let student: Plan.ID
  /// Its outputs out of fold.
  public let folds: Plan.ID
  /// Which of the teacher's outputs on train rows are looked at.
  public let targets: TeacherTargets
  /// How students are trained that learn from rows without a label too; `nil` where there are none.
  public let poolTraining: TrainingSpecification?
  /// How those are trained that learn from labels alone.
  public let labelledTraining: TrainingSpecification
}

/// A teacher modality and the student modality it is to improve.
public struct Pair: Sendable, Hashable {
  public var teacher: String
  public var student: String

  public init(teacher: String, student: String) {
    self.teacher = teacher
    self.student = student
  }
}
