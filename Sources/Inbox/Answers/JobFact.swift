import Ledger

/// What `--json` says of a job, and what the operator's `on_finish` program reads.
public struct JobFact: Encodable, Sendable, Hashable {
  public var job: Int
  public var name: String
  public var state: String
  public var priority: Int
  public var submittedAt: String
  public var startedAt: String?
  public var endedAt: String?
  public var attempts: Int
  public var runs: Int
  public var committedRuns: Int
  public var bundleSha256: String?
  public var reason: String?
  /// Path of `report.md` below the root.
  public var report: String?
  public var seal: String?
  /// The job it repeats.
  public var repeats: Int?
  /// Runs computed for this job, those of a rerun included.
  public var computedRuns: Int
  /// Runs taken from earlier jobs.
  public var reusedRuns: Int
  public var datasetSha256: String?

  public init(_ row: JobRow) {
    job = row.job
    name = row.name
    state = row.state.rawValue
    priority = row.priority
    submittedAt = row.submittedAt.text
    startedAt = row.startedAt?.text
    endedAt = row.endedAt?.text
    attempts = row.attempts
    runs = row.plannedRuns
    committedRuns = row.committedRuns
    bundleSha256 = row.bundleSHA256
    reason = row.reason
    report = row.report.map { "\($0)/report.md" }
    seal = row.seal
    repeats = row.repeats
    computedRuns = row.computedRuns
    reusedRuns = row.reusedRuns
    datasetSha256 = row.datasetSHA256
  }
}
