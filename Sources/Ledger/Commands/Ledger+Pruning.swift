internal import GRDB

/// Giving up what runs left (outputs, weights, curves) once nobody needs it. Rows outlive it: numbers
/// stay for ever, and so do the members of bundles and the files of reports.
///
/// Rows first: an object is marked and its job's history says so, in one transaction; files follow. A
/// mark without its file being gone is made good by the next ``removePrunedFiles()``.
extension Ledger {
  /// Which jobs' products may go.
  public enum PruneScope: Sendable, Hashable {
    case endedBefore(Timestamp)
    case jobs([Int])
  }

  /// What goes, or would go.
  public struct Pruning: Sendable, Hashable, Codable {
    public var jobs = 0
    public var objects = 0
    public var bytes = 0
    /// Objects that would go, were they not needed by a job that waits or runs.
    public var neededObjects = 0
    /// The first such job.
    public var neededBy: Int?

    public init() {}
  }

  /// What a prune would give up now.
  public func pruning(_ scope: PruneScope) throws(LedgerError) -> Pruning {
    try read { try $0.pruning(scope) }
  }

  /// Marks what goes and tells each job's history. The files are still there.
  @discardableResult
  public func markPruned(_ scope: PruneScope) throws(LedgerError) -> Pruning {
    let now = clock()
    return try write { database in
      if case .jobs(let jobs) = scope { try database.checkNotNeeded(jobs) }
      let pruning = try database.pruning(scope)
      guard pruning.objects > 0 else { return pruning }
      try database.execute(
        sql: """
          WITH \(PruneQuery.candidates(scope)) UPDATE objects SET pruned_at = ?
          WHERE sha256 IN (SELECT sha256 FROM candidates)
          """, arguments: [now.text])
      let jobs = try Row.fetchAll(
        database,
        sql: """
          WITH \(PruneQuery.left)
          SELECT job, count(*) AS objects, sum(bytes) AS bytes FROM (
            SELECT DISTINCT job_runs.job, objects.sha256, objects.bytes
            FROM objects JOIN left_by ON left_by.object = objects.sha256
            JOIN job_runs ON job_runs.run = left_by.run WHERE objects.pruned_at = ?)
          GROUP BY job ORDER BY job
          """, arguments: [now.text])
      for row in jobs {
        let (job, objects, bytes): (Int, Int, Int) = (row["job"], row["objects"], row["bytes"])
        try database.append(
          event: "PRUNED", job: job,
          "what its runs left is given up: \(objects) objects, \(bytes) bytes; rows and report stay",
          at: now)
      }
      return pruning
    }
  }

  /// Removes the files of all objects that are marked; those that are gone are no trouble.
  /// - Returns: the bytes that were freed.
  @discardableResult
  public func removePrunedFiles() throws(LedgerError) -> Int {
    try removeObjects { database, digest in
      let statement = try database.cachedStatement(
        sql: "SELECT 1 FROM objects WHERE sha256 = ? AND pruned_at IS NOT NULL")
      return try Int.fetchOne(statement, arguments: [digest]) != nil
    }
  }

  /// Whether an object's file was given up.
  public func isPruned(_ object: String) throws(LedgerError) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database, sql: "SELECT pruned_at IS NOT NULL FROM objects WHERE sha256 = ?",
        arguments: [object]) ?? false
    }
  }
}

/// Which objects may go, as common table expressions.
private enum PruneQuery {
  /// Jobs that wait or run, and all that share data with one: their runs may be reused by it, or be
  /// the same as one it is computing now.
  private static let needed = """
    needed (job, open) AS (
      SELECT jobs.id, asking.id FROM jobs AS asking
      JOIN members AS own ON own.bundle_sha256 = asking.bundle_sha256
      JOIN members AS others ON others.sha256 = own.sha256
      JOIN jobs ON jobs.bundle_sha256 = others.bundle_sha256
      WHERE asking.state IN ('QUEUED', 'RUNNING')
      UNION SELECT jobs.id, asking.id FROM jobs AS asking
      JOIN jobs ON jobs.dataset_sha256 = asking.dataset_sha256
      WHERE asking.state IN ('QUEUED', 'RUNNING')
      UNION SELECT id, id FROM jobs WHERE state IN ('QUEUED', 'RUNNING'))
    """

  /// What runs left, object by object.
  static let left = """
    left_by (run, object) AS (
      SELECT key, products FROM runs UNION ALL SELECT run, object FROM run_products)
    """

  static func candidates(_ scope: Ledger.PruneScope, sparing isSparing: Bool = true) -> String {
    let goes =
      switch scope {
      case .endedBefore(let moment): "ended_at IS NOT NULL AND ended_at < '\(moment.text)'"
      case .jobs(let jobs):
        "ended_at IS NOT NULL AND id IN (\(jobs.map(String.init).joined(separator: ", ")))"
      }
    let spared = isSparing ? "UNION SELECT job FROM needed" : ""
    return """
      \(needed), \(left), kept_jobs (job) AS (
        SELECT id FROM jobs WHERE NOT (\(goes)) \(spared)
      ), kept (sha256) AS (
        SELECT sha256 FROM members UNION SELECT sha256 FROM borrowed_members
        UNION SELECT sha256 FROM report_files UNION SELECT object FROM checkpoints
        UNION SELECT left_by.object FROM job_runs JOIN left_by ON left_by.run = job_runs.run
          WHERE job_runs.job IN (SELECT job FROM kept_jobs)
        UNION SELECT object FROM left_by
          WHERE NOT EXISTS (SELECT 1 FROM job_runs WHERE job_runs.run = left_by.run)
      ), candidates (sha256, bytes) AS (
        SELECT DISTINCT objects.sha256, objects.bytes FROM left_by
        JOIN objects ON objects.sha256 = left_by.object
        WHERE objects.pruned_at IS NULL AND objects.sha256 NOT IN (SELECT sha256 FROM kept)
      )
      """
  }

  static let firstNeed =
    "WITH \(needed) SELECT open FROM needed WHERE job = ? ORDER BY open LIMIT 1"
}

extension Database {
  fileprivate func pruning(_ scope: Ledger.PruneScope) throws -> Ledger.Pruning {
    var pruning = Ledger.Pruning()
    let sums = "SELECT count(*) AS objects, coalesce(sum(bytes), 0) AS bytes FROM candidates"
    if let row = try Row.fetchOne(self, sql: "WITH \(PruneQuery.candidates(scope)) \(sums)") {
      pruning.objects = row["objects"]
      pruning.bytes = row["bytes"]
    }
    pruning.jobs =
      try Int.fetchOne(
        self,
        sql: """
          WITH \(PruneQuery.candidates(scope)) SELECT count(DISTINCT job_runs.job) FROM candidates
          JOIN left_by ON left_by.object = candidates.sha256
          JOIN job_runs ON job_runs.run = left_by.run
          """) ?? 0
    let open = try Int.fetchOne(
      self, sql: "SELECT id FROM jobs WHERE state IN ('RUNNING', 'QUEUED') ORDER BY state DESC, id")
    guard let open else { return pruning }
    let all = try Row.fetchOne(
      self, sql: "WITH \(PruneQuery.candidates(scope, sparing: false)) \(sums)")
    pruning.neededObjects = (all?["objects"] ?? 0) - pruning.objects
    pruning.neededBy = pruning.neededObjects > 0 ? open : nil
    return pruning
  }

  fileprivate func checkNotNeeded(_ jobs: [Int]) throws {
    for job in jobs {
      _ = try state(ofJob: job)
      guard let open = try Int.fetchOne(self, sql: PruneQuery.firstNeed, arguments: [job]) else {
        continue
      }
      throw LedgerError.needed(job: job, by: open, state: try state(ofJob: open))
    }
  }
}
