internal import GRDB
public import Records

/// Runs as they finish, and those that need not be computed again.
extension Ledger {
  /// Commits a finished run in one transaction: its object, its row, its metrics, and the places
  /// it fills in the job's plan. Keys are unique, so a repeated frame changes nothing.
  ///
  /// - Parameter attempt: the worker that computed it.
  @discardableResult
  public func commitRun(
    job: Int, attempt: Int, _ run: RunRecord
  ) throws(LedgerError) -> RunCommit {
    try commitRuns(job: job, attempt: attempt, [run])[0]
  }

  /// Commits runs that came in together, all in one transaction: the disk is waited for once.
  ///
  /// - Parameter attempt: the worker that computed them.
  /// - Returns: what committing each of them did, in their order.
  @discardableResult
  public func commitRuns(
    job: Int, attempt: Int, _ runs: [RunRecord]
  ) throws(LedgerError) -> [RunCommit] {
    try ObjectStore.asking { () throws(ObjectStoreError) in try objects.flush() }
    let now = clock()
    return try write { database in
      try database.checkOpen(job: job)
      return try runs.map {
        // Inside the transaction: ``removeUnnamed(_:)`` cannot come between the look and the row.
        let left = try $0.objects.map { (sha256: $0, bytes: try objects.size(of: $0)) }
        return try database.commit($0, left: left, job: job, attempt: attempt, at: now)
      }
    }
  }

  /// The runs that fill places of a job's plan, in its order, each once.
  public func committedRuns(job: Int) throws(LedgerError) -> [CommittedRun] {
    try read { database in
      try CommittedRun.fetch(
        database,
        sql: """
          SELECT runs.* FROM runs
          JOIN (SELECT run, min(ordinal) AS place FROM job_runs
            WHERE job = ? AND run IS NOT NULL GROUP BY run) AS places ON places.run = runs.key
          ORDER BY places.place
          """, [job])
    }
  }

  /// The most runs of other jobs a worker is told of: five of the largest plans, 10 MB of an order.
  public static let mostOffered = 50_000

  /// Runs of other jobs a worker is told of where there are so many: as much as twenty plans like its own.
  private static func offered(to places: Int) -> Int { min(mostOffered, max(2_000, 20 * places)) }

  /// Runs a worker on this job may find it need not compute: its own committed ones, and, unless
  /// it is a rerun, those that jobs on the same dataset computed for the same modalities and seeds. Only
  /// equal keys are ever reused; this is where to look for them.
  ///
  /// Each job is asked only for what it has computed itself, so that a sweep of every night costs one
  /// night. Jobs of the same name come first, then the latest: where there are more runs than a worker is
  /// told of, those of the sweep's own nights are among them. Runs whose
  /// products were pruned are computed again.
  public func reusableRuns(job: Int) throws(LedgerError) -> [CommittedRun] {
    try read { database in
      let own = try CommittedRun.fetch(
        database,
        sql: """
          SELECT runs.* FROM runs JOIN objects ON objects.sha256 = runs.products
          WHERE objects.pruned_at IS NULL
            AND key IN (SELECT run FROM job_runs WHERE job = ?)
          """, [job])
      let known = Set(own.map(\.key))
      let places = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM job_runs WHERE job = ?", arguments: [job])
      let others = try CommittedRun.fetch(
        database,
        sql: """
          WITH related AS MATERIALIZED (
            SELECT jobs.id FROM jobs AS asking
            CROSS JOIN jobs ON jobs.dataset_sha256 = asking.dataset_sha256
            WHERE asking.id = :job AND asking.rerun = 0 AND jobs.id <> asking.id
            ORDER BY jobs.name = asking.name DESC, jobs.id DESC
          ), wanted AS MATERIALIZED (
            SELECT DISTINCT teacher, student, seed FROM job_runs WHERE job = :job
          )
          SELECT runs.* FROM related
          CROSS JOIN attempts ON attempts.job = related.id
          CROSS JOIN runs ON runs.attempt = attempts.id
          CROSS JOIN objects ON objects.sha256 = runs.products
          WHERE objects.pruned_at IS NULL AND EXISTS (
            SELECT 1 FROM job_runs
            WHERE job_runs.run = runs.key AND job_runs.job = related.id
              AND (job_runs.teacher, job_runs.student, job_runs.seed) IN (
                SELECT teacher, student, seed FROM wanted))
          LIMIT :most
          """, ["job": job, "most": Self.offered(to: places ?? 0)])
      return own + others.filter { !known.contains($0.key) }
    }
  }

  /// Those of the given runs the ledger holds.
  public func runs(keys: [String]) throws(LedgerError) -> [String: CommittedRun] {
    try read { database in
      try CommittedRun.fetch(database, keys: keys).reduce(into: [:]) { $0[$1.key] = $1 }
    }
  }

  /// The plan of a job, as it was inserted.
  public func plan(job: Int) throws(LedgerError) -> [PlannedRunRecord] {
    try read { database in
      let cells = try database.cells(ofJob: job)
      return try Row.fetchAll(
        database, sql: "SELECT * FROM job_runs WHERE job = ? ORDER BY ordinal", arguments: [job]
      ).map { row in
        PlannedRunRecord(
          ordinal: row["ordinal"], stage: row["stage"], setting: row["setting"], arm: row["arm"],
          teacher: row["teacher"], student: row["student"], variant: row["variant"],
          method: row["method"], seed: row["seed"], cell: cells[row],
          scope: try row.word("scope"))
      }
    }
  }
}

extension Database {
  /// Whether a run fills a place of a job's plan.
  fileprivate func isPlaced(_ key: String, job: Int) throws -> Bool {
    try Int.fetchOne(
      self, sql: "SELECT 1 FROM job_runs WHERE run = ? AND job = ? LIMIT 1", arguments: [key, job])
      != nil
  }

  /// - Parameter left: the objects of the run and their sizes.
  fileprivate func commit(
    _ run: RunRecord, left: [(sha256: String, bytes: Int)], job: Int, attempt: Int,
    at now: Timestamp
  ) throws -> RunCommit {
    let empty = try emptyPlaces(job: job, ordinals: run.ordinals, key: run.key)
    let isKnown = try CommittedRun.fetch(self, keys: [run.key]).first != nil
    var commit = RunCommit.stored
    if isKnown {
      commit = empty.isEmpty ? .unchanged : .reused
      if try !holds(run) {
        commit = .differs
        try append(
          event: "DIFFERS", .warning, job: job,
          "run \(run.key) was computed again with other numbers; the first stay", at: now)
      } else {
        // Its files may have been pruned meanwhile: they are there again.
        for object in left { try insertObject(object.sha256, bytes: object.bytes, at: now) }
      }
    } else {
      for object in left { try insertObject(object.sha256, bytes: object.bytes, at: now) }
      try insert(run, attempt: attempt, at: now)
    }
    try removeCheckpoint(ofRun: run.key)
    let isPlaced = try isKnown && isPlaced(run.key, job: job)
    let first = !isKnown ? "computed" : run.wasComputed ? "repeated" : "reused"
    let fill = try cachedStatement(
      sql: "UPDATE job_runs SET run = ?, origin = ?, reused = ? WHERE job = ? AND ordinal = ?")
    for (place, ordinal) in empty.enumerated() {
      let origin = isPlaced || place > 0 ? "shared" : first
      try fill.execute(
        arguments: [run.key, origin, ["reused", "shared"].contains(origin), job, ordinal])
    }
    return commit
  }

  /// The given places of a plan that no run fills yet; those that are filled must hold this key.
  fileprivate func emptyPlaces(job: Int, ordinals: [Int], key: String) throws -> [Int] {
    var empty: [Int] = []
    for ordinal in ordinals.sorted() {
      guard
        let row = try Row.fetchOne(
          cachedStatement(sql: "SELECT run FROM job_runs WHERE job = ? AND ordinal = ?"),
          arguments: [job, ordinal])
      else {
        let planned =
          try Int.fetchOne(
            self, sql: "SELECT count(*) FROM job_runs WHERE job = ?", arguments: [job]) ?? 0
        throw LedgerError.notPlanned(job: job, ordinal: ordinal, planned: planned)
      }
      let holds: String? = row["run"]
      if let holds, holds != key {
        throw LedgerError.placeTaken(job: job, ordinal: ordinal, holds: holds, offered: key)
      }
      if holds == nil { empty.append(ordinal) }
    }
    return empty
  }

  fileprivate func insert(_ run: RunRecord, attempt: Int, at moment: Timestamp) throws {
    try insert(
      into: "runs",
      [
        "key": run.key, "status": run.status.rawValue, "reason": run.reason,
        "products": run.products, "parameters": run.parameters, "epochs": run.epochs,
        "chosen_epoch": run.chosenEpoch, "wall_seconds": run.wallSeconds,
        "cpu_seconds": run.cpuSeconds, "peak_bytes": run.peakBytes, "attempt": attempt,
        "committed_at": moment.text,
      ])
    try insert(run.namedProducts, ofRun: run.key)
    for (ordinal, input) in run.inputs.enumerated() {
      try insert(into: "run_inputs", ["run": run.key, "ordinal": ordinal, "input": input])
    }
    for (ordinal, metric) in run.metrics.enumerated() {
      try insert(
        into: "metrics",
        [
          "run": run.key, "ordinal": ordinal, "split": metric.split, "metric": metric.metric,
          "value": metric.value.value, "value_kind": metric.value.kind.rawValue,
        ])
    }
  }

  /// Whether the stored run of this key has the same products, status and metrics.
  fileprivate func holds(_ run: RunRecord) throws -> Bool {
    guard let stored = try CommittedRun.fetch(self, keys: [run.key]).first else { return false }
    let metrics = try Row.fetchAll(
      cachedStatement(sql: "SELECT * FROM metrics WHERE run = ? ORDER BY ordinal"),
      arguments: [run.key]
    ).map { row in
      MetricRecord(split: row["split"], metric: row["metric"], value: try LedgerValue(row))
    }
    let named = try namedProducts(ofRun: run.key)
    return stored.status == run.status && stored.products == run.products
      && metrics == run.metrics && named == run.namedProducts.sorted { $0.name < $1.name }
  }
}

extension RunRecord {
  /// Digests of all it left.
  fileprivate var objects: [String] { [products] + namedProducts.map(\.object) }
}

extension CommittedRun {
  static func fetch(_ database: Database, keys: [String]) throws -> [CommittedRun] {
    let statement = try database.cachedStatement(sql: "SELECT * FROM runs WHERE key = ?")
    return try keys.flatMap {
      try Row.fetchAll(statement, arguments: [$0]).map { try CommittedRun($0) }
    }
  }

  fileprivate static func fetch(
    _ database: Database, sql: String, _ arguments: StatementArguments
  ) throws -> [CommittedRun] {
    try Row.fetchAll(database, sql: sql, arguments: arguments).map { try CommittedRun($0) }
  }

  private init(_ row: Row) throws {
    self.init(
      key: row["key"], status: try row.word("status"), reason: row["reason"],
      products: row["products"])
  }
}

extension LedgerValue {
  init(_ row: Row) throws {
    let kind: Kind = try row.word("value_kind")
    switch kind {
    case .finite: self.init(row["value"])
    case .notANumber: self.init(Double.nan)
    case .positiveInfinity: self.init(Double.infinity)
    case .negativeInfinity: self.init(-Double.infinity)
    case .undefined: self.init(nil)
    }
  }
}
