internal import GRDB
internal import Records

// How the rows of the views become values.

extension JobRow {
  static func fetch(
    _ database: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [JobRow] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM job_list WHERE \(condition)", arguments: arguments
    ).map { row in
      JobRow(
        job: row["job"], name: row["name"], state: try row.word("state"),
        priority: row["priority"], submittedAt: try row.moment("submitted_at"),
        startedAt: try row.momentIfAny("started_at"), endedAt: try row.momentIfAny("ended_at"),
        attempts: row["attempts"], bundleSHA256: row["bundle_sha256"], reason: row["reason"],
        report: row["report"], slug: row["slug"], rerun: row["rerun"],
        contentSHA256: row["content_sha256"], seal: row["seal"],
        plannedRuns: row["planned_runs"], committedRuns: row["committed_runs"],
        answeredAt: try row.momentIfAny("answered_at"), repeats: row["repeats"],
        computedRuns: row["computed_runs"], reusedRuns: row["reused_runs"],
        datasetSHA256: row["dataset_sha256"])
    }
  }
}

extension JobRow {
  /// - Parameter jobs: a query for their numbers. It decides which rows of the view are made, and an
  ///   index answers it.
  static func fetch(
    _ database: Database, jobs: String, _ arguments: StatementArguments = [],
    order: String = "job"
  ) throws -> [JobRow] {
    try fetch(database, "job IN (\(jobs)) ORDER BY \(order)", arguments)
  }
}

extension ResultRow {
  init(_ row: Row) throws {
    self.init(
      job: row["job"], ordinal: row["ordinal"], run: row["run"], setting: row["setting"],
      arm: row["arm"], teacher: row["teacher"], student: row["student"], variant: row["variant"],
      method: row["method"], seed: row["seed"], split: row["split"], metric: row["metric"],
      value: try LedgerValue(row), reused: row["reused"])
  }
}

extension SeedStatisticRow {
  init(_ row: Row, _ cells: [Int: Cell]) {
    self.init(
      job: row["job"], setting: row["setting"], arm: row["arm"], teacher: row["teacher"],
      student: row["student"], variant: row["variant"], split: row["split"], metric: row["metric"],
      seeds: row["seeds"],
      mean: row["mean"], standardDeviation: row["sd"],
      seedsWithoutValue: row["seeds_without_value"], method: row["method"], cell: cells[row])
  }
}

extension VerdictRow {
  init(_ row: Row, _ cells: [Int: Cell]) throws {
    var decision = VerdictRecord(row)
    decision.cell = cells[row]
    self.init(
      job: row["job"], decision: decision, decidedAt: try row.moment("decided_at"),
      observedGain: row["observed_gain"], observedLower: row["observed_lower"],
      observedUpper: row["observed_upper"], agreed: row["agreed"],
      agreedTransfer: row["agreed_transfer"])
  }
}

extension DivergenceRow {
  init(_ row: Row) {
    self.init(
      ordinal: row["ordinal"], setting: row["setting"], arm: row["arm"], teacher: row["teacher"],
      student: row["student"], variant: row["variant"], seed: row["seed"],
      reason: row["reason"] ?? "")
  }
}
