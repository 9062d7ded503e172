internal import GRDB

/// Where the runs of a job come from. A run that fills several places of a plan counts once.
public struct RunOrigins: Sendable, Hashable, Codable {
  /// Runs taken from one earlier job.
  public struct Source: Sendable, Hashable, Codable {
    public var job: Int
    public var runs: Int

    public init(job: Int, runs: Int) {
      self.job = job
      self.runs = runs
    }
  }

  /// Computed for this job, and new.
  public var computed: Int
  /// Computed for this job although they were known, as a rerun does.
  public var repeated: Int
  /// Taken from earlier jobs, by the number of the job that computed them.
  public var reused: [Source]
  /// Places of the plan that share the run of an earlier place.
  public var shared: Int
  /// Runs that came out with other numbers than the ledger had; the first stay.
  public var differing: Int

  public init(
    computed: Int = 0, repeated: Int = 0, reused: [Source] = [], shared: Int = 0,
    differing: Int = 0
  ) {
    self.computed = computed
    self.repeated = repeated
    self.reused = reused
    self.shared = shared
    self.differing = differing
  }

  /// Runs taken from earlier jobs, whichever.
  public var reusedRuns: Int { reused.reduce(0) { $0 + $1.runs } }

  /// One sentence without an end: "12 runs computed, 30 reused from job 3".
  public var inWords: String {
    var parts: [String] = []
    func add(_ count: Int, _ words: String) {
      if count > 0 || (parts.isEmpty && words == "computed") {
        parts.append(
          parts.isEmpty ? "\(count) run\(count == 1 ? "" : "s") \(words)" : "\(count) \(words)")
      }
    }
    let isRerun = computed == 0 && repeated > 0
    if !isRerun { add(computed, "computed") }
    add(
      repeated,
      "computed again, "
        + (differing == 0
          ? "with the numbers the ledger had" : "\(differing) of them with other numbers"))
    if !reused.isEmpty { add(reusedRuns, "reused from \(jobs)") }
    return parts.joined(separator: ", ")
  }

  /// "job 3", "jobs 3 (12) and 5 (8)".
  private var jobs: String {
    guard reused.count > 1 else { return "job \(reused.first?.job ?? 0)" }
    let named = reused.prefix(Self.named).map { "\($0.job) (\($0.runs))" }
    let rest = reused.count - named.count
    if rest > 0 { return "jobs \(named.joined(separator: ", ")) and \(rest) more" }
    return "jobs \(named.dropLast().joined(separator: ", ")) and \(named.last ?? "")"
  }

  private static let named = 8
}

extension Ledger {
  public func runOrigins(job: Int) throws(LedgerError) -> RunOrigins {
    try read { try RunOrigins.fetch($0, job: job) }
  }
}

extension RunOrigins {
  static func fetch(_ database: Database, job: Int) throws -> RunOrigins {
    let counts = try Row.fetchAll(
      database,
      sql: """
        SELECT origin, count(*) AS places FROM job_runs
        WHERE job = ? AND run IS NOT NULL GROUP BY origin
        """, arguments: [job]
    ).reduce(into: [String: Int]()) { $0[$1["origin"] ?? ""] = $1["places"] }
    let sources = try Row.fetchAll(
      database,
      sql: """
        SELECT attempts.job, count(*) AS runs FROM job_runs
        JOIN runs ON runs.key = job_runs.run
        JOIN attempts ON attempts.id = runs.attempt
        WHERE job_runs.job = ? AND job_runs.origin = 'reused'
        GROUP BY attempts.job ORDER BY attempts.job
        """, arguments: [job]
    ).map { Source(job: $0["job"], runs: $0["runs"]) }
    let differing =
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM events
          WHERE job = ? AND kind = 'DIFFERS' AND message LIKE 'run %'
          """, arguments: [job]) ?? 0
    return RunOrigins(
      computed: counts["computed"] ?? 0, repeated: counts["repeated"] ?? 0, reused: sources,
      shared: counts["shared"] ?? 0, differing: differing)
  }
}
