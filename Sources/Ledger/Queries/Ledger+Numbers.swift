internal import GRDB
public import Records

/// Numbers of one job without all the rows its report needs: a sweep has thousands of those.
extension Ledger {
  /// Its rows of the view `kd_gain`, in the order of the plan.
  public func gains(job: Int) throws(LedgerError) -> [ComparisonRecord] {
    try read { try $0.comparisons(ofJob: job) }
  }

  /// Its facts of one section of the report, in order.
  public func summaries(job: Int, section: String) throws(LedgerError) -> [SummaryRecord] {
    try read { database in
      let cells = try database.cells(ofJob: job)
      return try Row.fetchAll(
        database, sql: "SELECT * FROM summaries WHERE job = ? AND section = ? ORDER BY ordinal",
        arguments: [job, section]
      ).map { SummaryRecord($0, cells) }
    }
  }

  /// Its settings that are draws of a repeated split.
  public func draws(job: Int) throws(LedgerError) -> Set<String> {
    Set(try summaries(job: job, section: "design").filter { $0.item == "split" }.map(\.setting))
  }

  /// Its rows of the view `verdicts`, in the order of the plan.
  public func verdicts(job: Int) throws(LedgerError) -> [VerdictRow] {
    try read { database in
      let cells = try database.cells(ofJob: job)
      return try Row.fetchAll(
        database, sql: "SELECT * FROM verdicts WHERE job = ? ORDER BY ordinal", arguments: [job]
      ).map { try VerdictRow($0, cells) }
    }
  }

  /// Its rows of the view `seed_statistics` for one arm, in the order of the plan.
  public func seedStatistics(job: Int, arm: String) throws(LedgerError) -> [SeedStatisticRow] {
    try read { database in
      let cells = try database.cells(ofJob: job)
      return try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM seed_statistics WHERE job = ? AND arm = ? ORDER BY ordinal, metric_ordinal
          """, arguments: [job, arm]
      ).map { SeedStatisticRow($0, cells) }
    }
  }

  /// Arms of a job's plan that have places in it, in its order.
  public func plannedArms(job: Int) throws(LedgerError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: "SELECT arm FROM job_runs WHERE job = ? GROUP BY arm ORDER BY min(ordinal)",
        arguments: [job])
    }
  }

  /// The arms a job's plan describes, in the order tables name them in.
  public func arms(job: Int) throws(LedgerError) -> [Arm] {
    try read { try $0.arms(ofJob: job) }
  }

  /// The metrics of two jobs' runs, set side by side by place (arm, pair, variant, method, seed,
  /// split, metric).
  public func agreement(of job: Int, with other: Int) throws(LedgerError) -> MetricAgreement {
    try read { database in
      func count(_ job: Int) throws -> Int {
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM results WHERE job = ?", arguments: [job]) ?? 0
      }
      let row = try Row.fetchOne(
        database,
        sql: """
          WITH first AS MATERIALIZED (SELECT * FROM results WHERE job = ?),
            second AS MATERIALIZED (SELECT * FROM results WHERE job = ?)
          SELECT count(*), sum(first.value IS second.value AND first.value_kind = second.value_kind)
          FROM first JOIN second
            USING (arm, teacher, student, variant, method, seed, split, metric)
          """, arguments: [job, other])
      return MetricAgreement(
        first: try count(job), second: try count(other), shared: row?[0] ?? 0,
        equal: row?[1] ?? 0)
    }
  }
}

/// How far the metrics of two jobs' runs are the same numbers.
public struct MetricAgreement: Sendable, Hashable, Codable {
  /// Metrics of the one job, and of the other.
  public var first: Int
  public var second: Int
  /// At places both have.
  public var shared: Int
  /// Of these, the same to the last bit.
  public var equal: Int

  public init(first: Int, second: Int, shared: Int, equal: Int) {
    self.first = first
    self.second = second
    self.shared = shared
    self.equal = equal
  }
}
