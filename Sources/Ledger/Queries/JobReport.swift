import Records

/// Everything a report is made from: one value, read from the ledger alone.
///
/// All arrays are in the order of the job's plan; nothing here depends on who finished first.
public struct JobReport: Sendable, Hashable {
  public var job: JobRow
  public var provenance: Provenance
  public var results: [ResultRow]
  public var gains: [GainRow]
  public var seedStatistics: [SeedStatisticRow]
  public var information: [InformationRow]
  public var verdicts: [VerdictRow]
  public var summaries: [SummaryRecord]
  public var curves: [CurvePointRecord]
  /// Finished files the worker left in the object store (`predictions.csv`, models).
  public var files: [ReportFileRecord]
  /// Runs that diverged and other failures inside the job; attempts are not told here.
  public var divergences: [DivergenceRow]
  /// SHA-256 over all result rows; the report prints it. `nil` until the job is sealed.
  public var seal: String?
  public var origins: RunOrigins
  /// The night before; `nil` for the first job of a name.
  public var night: Night?
  public var testSets: [TestSetRow]
  /// What the plan says of its arms, in the order tables name them in.
  public var arms: [Arm]
  /// Tables of the methods.
  public var facts: [FactRecord]

  public init(
    job: JobRow, provenance: Provenance, results: [ResultRow], gains: [GainRow],
    seedStatistics: [SeedStatisticRow], information: [InformationRow], verdicts: [VerdictRow],
    summaries: [SummaryRecord], curves: [CurvePointRecord], files: [ReportFileRecord],
    divergences: [DivergenceRow], seal: String?, origins: RunOrigins = RunOrigins(),
    night: Night? = nil, testSets: [TestSetRow] = [], arms: [Arm] = [],
    facts: [FactRecord] = []
  ) {
    self.job = job
    self.provenance = provenance
    self.results = results
    self.gains = gains
    self.seedStatistics = seedStatistics
    self.information = information
    self.verdicts = verdicts
    self.summaries = summaries
    self.curves = curves
    self.files = files
    self.divergences = divergences
    self.seal = seal
    self.origins = origins
    self.night = night
    self.testSets = testSets
    self.arms = arms
    self.facts = facts
  }
}

/// A run of a job that stopped on NaN or infinity.
public struct DivergenceRow: Sendable, Hashable {
  public var ordinal: Int
  /// Setting of the sweep; empty where none is swept.
  public var setting: String
  public var arm: String
  public var teacher: String
  public var student: String
  public var variant: String
  public var seed: Int
  /// Step, epoch and layer.
  public var reason: String

  public init(
    ordinal: Int, setting: String = "", arm: String, teacher: String, student: String,
    variant: String, seed: Int,
    reason: String
  ) {
    self.ordinal = ordinal
    self.setting = setting
    self.arm = arm
    self.teacher = teacher
    self.student = student
    self.variant = variant
    self.seed = seed
    self.reason = reason
  }
}
