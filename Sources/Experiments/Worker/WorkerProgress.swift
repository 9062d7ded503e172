/// Where a job stands, for people who wait. One run stands for those computed beside it.
public struct WorkerProgress: Sendable, Hashable, Codable {
  /// `teachers and students`, `student search`, `references`, `verdicts`, `distilling`, `distilled search`,
  /// `controls`, `summaries`.
  public var stage: String
  /// Runs done of all runs of the plan.
  public var done: Int
  public var total: Int
  /// The run, as the plan has it; empty between runs.
  public var arm: String
  public var teacher: String
  public var student: String
  public var variant: String
  public var seed: Int
  /// Epochs the run has behind it, of the most it may take over all of its fits. Those that an early
  /// stop saves count as behind it with the next fit.
  public var epoch: Int
  public var epochs: Int
  /// What is done of the plan, weighed by operations: 0 … 1. Never goes back.
  public var fraction: Double
  /// For what is left, at the pace of this worker so far; `nil` until there is one to go by.
  public var secondsLeft: Double?

  public init(
    stage: String, done: Int, total: Int, arm: String = "", teacher: String = "",
    student: String = "", variant: String = "", seed: Int = 0, epoch: Int = 0, epochs: Int = 0,
    fraction: Double = 0, secondsLeft: Double? = nil
  ) {
    self.stage = stage
    self.done = done
    self.total = total
    self.arm = arm
    self.teacher = teacher
    self.student = student
    self.variant = variant
    self.seed = seed
    self.epoch = epoch
    self.epochs = epochs
    self.fraction = fraction
    self.secondsLeft = secondsLeft
  }
}
