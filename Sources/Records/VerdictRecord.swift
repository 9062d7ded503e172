/// The verdict of one pair, written before any student is distilled; a trigger keeps it.
/// `observed…` and `agreed…` of the view `verdicts` are joined from the comparisons.
public struct VerdictRecord: Sendable, Hashable, Codable {
  public var ordinal: Int
  public var teacher: String
  public var student: String
  /// The setting of the sweep, in words; empty where none is swept.
  public var variant: String
  /// The cell that ``variant`` names in words.
  public var cell: Cell
  /// Key by which a resumed worker finds it, as it finds a run; empty where it has none.
  public var key: String
  public var estimator: String
  public var rows: Int
  public var iTeacherStudent: Double?
  public var iStudentLabel: Double?
  public var delta: Double?
  public var deltaLower: Double?
  public var deltaUpper: Double?
  public var deltaWithin: Double?
  /// `distil`, `do not distil`, `cannot tell`.
  public var verdict: String
  /// Why, in one sentence ("the interval of Δ contains 0").
  public var reason: String
  /// Whether the teacher beats the student on held-out rows.
  public var teacherBetter: Bool?
  /// Temperature that calibrates the teacher on validation.
  public var teacherTemperature: Double?
  public var information: [InformationRecord]

  public init(
    ordinal: Int, teacher: String, student: String, variant: String, estimator: String, rows: Int,
    verdict: String, reason: String, information: [InformationRecord] = [],
    cell: Cell = Cell(), key: String = ""
  ) {
    self.ordinal = ordinal
    self.teacher = teacher
    self.student = student
    self.variant = variant
    self.estimator = estimator
    self.rows = rows
    self.verdict = verdict
    self.reason = reason
    self.information = information
    self.cell = cell
    self.key = key
  }
}
