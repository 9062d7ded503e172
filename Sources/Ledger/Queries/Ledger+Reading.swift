internal import GRDB
internal import Records

/// What is read: jobs, their provenance, and everything a report needs.
extension Ledger {
  /// All jobs, refused drops included, in the order they came in.
  public func jobs() throws(LedgerError) -> [JobRow] {
    try read { try JobRow.fetch($0, "1 ORDER BY job", []) }
  }

  /// The latest jobs, and before them those that are still open, in the order they came in.
  public func recentJobs(limit: Int) throws(LedgerError) -> [JobRow] {
    try read { database in
      try JobRow.fetch(
        database,
        jobs: """
          SELECT id FROM jobs WHERE state IN ('QUEUED', 'RUNNING')
          UNION SELECT id FROM (SELECT id FROM jobs ORDER BY id DESC LIMIT ?)
          """, [limit])
    }
  }

  public func job(_ job: Int) throws(LedgerError) -> JobRow {
    try read { try JobRow.existing($0, job: job) }
  }

  /// The sentence each sealed job leads with, by job.
  /// - Parameter first: the lowest job that is asked for.
  public func conclusions(from first: Int = 0) throws(LedgerError) -> [Int: String] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT job, text FROM summaries
          WHERE section = 'conclusion' AND job >= ? AND teacher = '' AND student = ''
            AND text IS NOT NULL
          """, arguments: [first])
      return Dictionary(
        rows.map { ($0["job"], $0["text"]) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// What SQLite finds wrong with the file's pages and indices; empty when it is whole.
  public func integrityProblems() throws(LedgerError) -> [String] {
    try read { database in
      try String.fetchAll(database, sql: "PRAGMA integrity_check(10)").filter { $0 != "ok" }
    }
  }

  /// What a job's numbers were made from and with.
  public func provenance(job: Int) throws(LedgerError) -> Provenance {
    try read { try Provenance.fetch($0, job: job) }
  }

  /// Everything a report is made from, in one consistent look.
  public func jobReport(job: Int) throws(LedgerError) -> JobReport {
    try read { database in
      func rows(_ source: String, orderedBy order: String) throws -> [Row] {
        try Row.fetchAll(
          database, sql: "SELECT * FROM \(source) WHERE job = ? ORDER BY \(order)",
          arguments: [job])
      }
      let row = try JobRow.existing(database, job: job)
      let cells = try database.cells(ofJob: job)
      return JobReport(
        job: row,
        provenance: try Provenance.fetch(database, job: job),
        results: try rows("results", orderedBy: "ordinal, metric_ordinal").map {
          try ResultRow($0)
        },
        gains: try database.comparisons(ofJob: job).map { GainRow(job: job, comparison: $0) },
        seedStatistics: try rows("seed_statistics", orderedBy: "ordinal, metric_ordinal").map {
          SeedStatisticRow($0, cells)
        },
        information: try rows("information", orderedBy: "verdict_ordinal, ordinal").map {
          InformationRow(job: job, variant: $0["variant"], estimate: InformationRecord($0))
        },
        verdicts: try rows("verdicts", orderedBy: "ordinal").map { try VerdictRow($0, cells) },
        summaries: try rows("summaries", orderedBy: "ordinal").map { SummaryRecord($0, cells) },
        curves: try rows("curves", orderedBy: "ordinal").map { CurvePointRecord($0) },
        files: try rows("report_files", orderedBy: "ordinal").map {
          ReportFileRecord(name: $0["name"], sha256: $0["sha256"])
        },
        divergences: try Row.fetchAll(
          database,
          sql: """
            SELECT job_runs.*, runs.reason FROM job_runs JOIN runs ON runs.key = job_runs.run
            WHERE job = ? AND runs.status = 'diverged' ORDER BY ordinal
            """, arguments: [job]
        ).map { DivergenceRow($0) },
        seal: row.seal, origins: try RunOrigins.fetch(database, job: job),
        night: try Night.fetch(database, job: job),
        testSets: try rows("test_sets", orderedBy: "ordinal").map {
          TestSetRow(
            rows: $0["rows"], looks: $0["looks"], otherContents: $0["other_contents"])
        }, arms: try database.arms(ofJob: job), facts: try database.facts(ofJob: job))
    }
  }
}

extension Sequence<MemberRecord> {
  /// Digests by name.
  var digests: [String: String] { reduce(into: [:]) { $0[$1.name] = $1.sha256 } }
}

extension Database {
  /// Files of an archive, in its order.
  func members(ofBundle sha256: String) throws -> [MemberRecord] {
    try Row.fetchAll(
      self, sql: "SELECT * FROM members WHERE bundle_sha256 = ? ORDER BY ordinal",
      arguments: [sha256]
    ).map { MemberRecord(name: $0["name"], sha256: $0["sha256"], bytes: $0["bytes"]) }
  }
}

extension JobRow {
  static func existing(_ database: Database, job: Int) throws -> JobRow {
    guard let row = try fetch(database, "job = ?", [job]).first else {
      throw LedgerError.unknownJob(job)
    }
    return row
  }
}

extension Provenance {
  /// Of a REJECTED row, what is known is empty text and no members.
  static func fetch(_ database: Database, job: Int) throws -> Provenance {
    guard
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT jobs.*, bundles.bytes FROM jobs
          LEFT JOIN bundles ON bundles.sha256 = jobs.bundle_sha256 WHERE jobs.id = ?
          """, arguments: [job])
    else { throw LedgerError.unknownJob(job) }
    let bundle: String = row["bundle_sha256"] ?? ""
    return Provenance(
      bundleSHA256: bundle, bundleBytes: row["bytes"] ?? 0,
      members: try database.members(ofBundle: bundle),
      specificationYAML: row["specification_yaml"] ?? "",
      canonicalJSON: row["specification_json"] ?? "", contentSHA256: row["content_sha256"] ?? "",
      settings: try Row.fetchAll(
        database, sql: "SELECT * FROM settings WHERE job = ? ORDER BY name", arguments: [job]
      ).map { SettingRecord(name: $0["name"], value: $0["value"]) },
      environments: try Row.fetchAll(
        database,
        sql: """
          SELECT environments.*, min(job_runs.ordinal) AS place FROM job_runs
          JOIN runs ON runs.key = job_runs.run
          JOIN attempts ON attempts.id = runs.attempt
          JOIN environments ON environments.id = attempts.environment
          WHERE job_runs.job = ? GROUP BY environments.id ORDER BY place
          """, arguments: [job]
      ).map { EnvironmentRecord($0) },
      borrowed: try BorrowedMember.fetch(database, job: job),
      datasetSHA256: row["dataset_sha256"])
  }
}
