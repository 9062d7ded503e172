import Records

/// Where ledger and report find a node of a plan, and what tells it from the others: a row of `job_runs` for each
/// of its seeds.
public struct Place: Sendable, Hashable {
  public var arm: Arm
  /// Modality that teaches; empty for arms without a teacher.
  public var teacher: String
  /// Modality that learns; empty for teachers.
  public var student: String
  /// What tells it from other nodes of its arm, in words: `lambda=0.5, temperature=4`, `late fusion`.
  public var words: String
  /// The same value by value.
  public var cell: Cell
  /// The method that teaches, for arms that are taught by one.
  public var method: String
  /// Part of the plan it belongs to, for people who wait: `teachers and students`, `controls`.
  public var phase: String

  public init(
    _ arm: Arm, teacher: String = "", student: String = "", words: String = "",
    cell: Cell = Cell(), method: String = "", phase: String
  ) {
    self.arm = arm
    self.teacher = teacher
    self.student = student
    self.words = words
    self.cell = cell
    self.method = method
    self.phase = phase
  }
}
