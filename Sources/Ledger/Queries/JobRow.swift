/// A row of the view `job_list`.
public struct JobRow: Sendable, Hashable, Codable {
  public var job: Int
  public var name: String
  public var state: JobState
  public var priority: Int
  public var submittedAt: Timestamp
  /// Start of the first worker.
  public var startedAt: Timestamp?
  public var endedAt: Timestamp?
  /// Workers started so far.
  public var attempts: Int
  public var bundleSHA256: String?
  public var reason: String?
  /// Path of the report below the root.
  public var report: String?
  /// Name made safe for folders.
  public var slug: String
  public var rerun: Bool
  public var contentSHA256: String?
  /// SHA-256 over the result rows, once sealed.
  public var seal: String?
  public var plannedRuns: Int
  public var committedRuns: Int
  /// When its answer was written beside the drop.
  public var answeredAt: Timestamp?
  /// The job it repeats, where `retort rerun` asked for it.
  public var repeats: Int?
  /// Runs computed for this job so far, those of a rerun included.
  public var computedRuns: Int
  /// Runs taken from earlier jobs so far.
  public var reusedRuns: Int
  /// SHA-256 of the dataset, without its split.
  public var datasetSHA256: String?

  public init(
    job: Int, name: String, state: JobState, priority: Int, submittedAt: Timestamp,
    startedAt: Timestamp? = nil, endedAt: Timestamp? = nil, attempts: Int = 0,
    bundleSHA256: String? = nil, reason: String? = nil, report: String? = nil, slug: String,
    rerun: Bool = false, contentSHA256: String? = nil, seal: String? = nil, plannedRuns: Int = 0,
    committedRuns: Int = 0, answeredAt: Timestamp? = nil, repeats: Int? = nil,
    computedRuns: Int = 0, reusedRuns: Int = 0, datasetSHA256: String? = nil
  ) {
    self.job = job
    self.name = name
    self.state = state
    self.priority = priority
    self.submittedAt = submittedAt
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.attempts = attempts
    self.bundleSHA256 = bundleSHA256
    self.reason = reason
    self.report = report
    self.slug = slug
    self.rerun = rerun
    self.contentSHA256 = contentSHA256
    self.seal = seal
    self.plannedRuns = plannedRuns
    self.committedRuns = committedRuns
    self.answeredAt = answeredAt
    self.repeats = repeats
    self.computedRuns = computedRuns
    self.reusedRuns = reusedRuns
    self.datasetSHA256 = datasetSHA256
  }
}
