import Records

/// A row of the view `seed_statistics`: mean and spread of one metric over the seeds of one arm.
public struct SeedStatisticRow: Sendable, Hashable, Codable {
  public var job: Int
  /// Setting of the sweep; empty where none is swept.
  public var setting: String
  public var arm: String
  public var teacher: String
  public var student: String
  public var variant: String
  public var split: String
  public var metric: String
  /// Seeds with a finite value; mean and spread are over these.
  public var seeds: Int
  public var mean: Double?
  /// Sample standard deviation (n − 1); `nil` for fewer than two seeds.
  public var standardDeviation: Double?
  /// Seeds whose value is not a finite number.
  public var seedsWithoutValue: Int
  public var method: String
  /// The cell that setting and variant name in words.
  public var cell: Cell

  public init(
    job: Int, setting: String = "", arm: String, teacher: String, student: String, variant: String,
    split: String,
    metric: String, seeds: Int, mean: Double?, standardDeviation: Double?,
    seedsWithoutValue: Int = 0, method: String = "", cell: Cell = Cell()
  ) {
    self.job = job
    self.setting = setting
    self.arm = arm
    self.teacher = teacher
    self.student = student
    self.variant = variant
    self.split = split
    self.metric = metric
    self.seeds = seeds
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.seedsWithoutValue = seedsWithoutValue
    self.method = method
    self.cell = cell
  }
}
