internal import GRDB
public import Records

/// Child processes: a row before one starts, its ending after.
extension Ledger {
  /// Records that a child process is about to start.
  public func beginAttempt(
    _ subject: AttemptRecord.Subject, environment: EnvironmentRecord
  ) throws(LedgerError) -> Int {
    let now = clock()
    return try write { database in
      let environment = try database.number(of: environment)
      let place: (kind: String, drop: Int?, job: Int?) =
        switch subject {
        case .intake(let drop): ("intake", try DropRow.existing(database, drop: drop).drop, nil)
        case .worker(let job): ("worker", nil, job)
        }
      if let job = place.job { _ = try database.state(ofJob: job) }
      try database.insert(
        into: "attempts",
        [
          "kind": place.kind, "drop_id": place.drop, "job": place.job, "environment": environment,
          "started_at": now.text,
        ])
      return Int(database.lastInsertedRowID)
    }
  }

  /// Records how a child process ended; once.
  public func finishAttempt(
    _ attempt: Int, _ ending: AttemptRecord.Ending
  ) throws(LedgerError) {
    let now = clock()
    try write { database in
      try database.execute(
        sql: """
          UPDATE attempts SET ended_at = ?, outcome = ?, exit_code = ?, signal = ?,
            wall_seconds = ?, cpu_seconds = ?, peak_bytes = ?, reason = ?
          WHERE id = ? AND outcome IS NULL
          """,
        arguments: [
          now.text, ending.outcome.rawValue, ending.exitCode, ending.signal, ending.wallSeconds,
          ending.cpuSeconds, ending.peakBytes, ending.reason, attempt,
        ])
      guard database.changesCount == 1 else { throw LedgerError.unknownAttempt(attempt) }
    }
  }

  /// Attempts on a drop or a job, the first first.
  public func attempts(on subject: AttemptRecord.Subject) throws(LedgerError) -> [AttemptRecord] {
    try read { database in
      let (column, number) =
        switch subject {
        case .intake(let drop): ("drop_id", drop)
        case .worker(let job): ("job", job)
        }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT *, (SELECT count(*) FROM runs WHERE runs.attempt = attempts.id) AS committed_runs
          FROM attempts WHERE \(column) = ? ORDER BY id
          """, arguments: [number]
      ).map { try AttemptRecord($0, subject: subject) }
    }
  }

  /// Deaths since a child last ended well or committed a run; interruptions do not count.
  public func deathsInARow(on subject: AttemptRecord.Subject) throws(LedgerError) -> Int {
    var deaths = 0
    for attempt in try attempts(on: subject).reversed() {
      guard let ending = attempt.ending, ending.outcome != .interrupted || attempt.committedRuns > 0
      else { continue }
      guard ending.outcome == .died && attempt.committedRuns == 0 else { break }
      deaths += 1
    }
    return deaths
  }
}

extension Database {
  /// The number of an environment, given on first sight.
  fileprivate func number(of environment: EnvironmentRecord) throws -> Int {
    let arguments: StatementArguments = [
      environment.retortVersion, environment.build, environment.engineVersion,
      environment.blasVersion, environment.blasCore, environment.kernelLevel, environment.threads,
      environment.processor,
    ]
    let known = """
      SELECT id FROM environments WHERE retort_version = ? AND build = ? AND engine_version = ?
        AND blas_version = ? AND blas_core = ? AND kernel_level = ? AND threads = ?
        AND processor = ?
      """
    if let number = try Int.fetchOne(self, sql: known, arguments: arguments) { return number }
    try execute(
      sql: """
        INSERT INTO environments (retort_version, build, engine_version, blas_version, blas_core,
          kernel_level, threads, processor) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """, arguments: arguments)
    return Int(lastInsertedRowID)
  }
}

extension AttemptRecord {
  fileprivate init(_ row: Row, subject: Subject) throws {
    let outcome: Outcome? = try row.wordIfAny("outcome")
    self.init(
      attempt: row["id"], subject: subject, startedAt: try row.moment("started_at"),
      endedAt: try row.momentIfAny("ended_at"),
      ending: outcome.map { outcome in
        Ending(
          outcome: outcome, exitCode: row["exit_code"], signal: row["signal"],
          wallSeconds: row["wall_seconds"] ?? 0, cpuSeconds: row["cpu_seconds"] ?? 0,
          peakBytes: row["peak_bytes"] ?? 0, reason: row["reason"])
      },
      committedRuns: row["committed_runs"])
  }
}
