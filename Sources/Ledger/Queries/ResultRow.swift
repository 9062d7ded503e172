import Records

/// A row of the view `results`: one metric of one run, for one place in a job's plan.
public struct ResultRow: Sendable, Hashable, Codable {
  public var job: Int
  public var ordinal: Int
  /// Key of the run, SHA-256 in hexadecimal.
  public var run: String
  /// Setting of the sweep; empty where none is swept.
  public var setting: String
  public var arm: String
  public var teacher: String
  public var student: String
  public var variant: String
  public var method: String
  public var seed: Int
  public var split: String
  public var metric: String
  public var value: LedgerValue
  /// The run was computed before: by an earlier job, or at an earlier place of this plan.
  public var reused: Bool

  public init(
    job: Int, ordinal: Int, run: String, setting: String = "", arm: String, teacher: String,
    student: String,
    variant: String, method: String, seed: Int, split: String, metric: String, value: LedgerValue,
    reused: Bool = false
  ) {
    self.job = job
    self.ordinal = ordinal
    self.run = run
    self.setting = setting
    self.arm = arm
    self.teacher = teacher
    self.student = student
    self.variant = variant
    self.method = method
    self.seed = seed
    self.split = split
    self.metric = metric
    self.value = value
    self.reused = reused
  }
}
