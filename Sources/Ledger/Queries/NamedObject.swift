internal import GRDB

/// An object a row of a job names, and as what.
public struct NamedObject: Sendable, Hashable, Codable {
  public var sha256: String
  /// Size as the row has it; `nil` where the table of objects does not know it.
  public var bytes: Int?
  /// "member pixels.npy", "products of run 12", "file predictions.csv".
  public var role: String
  public var isMember: Bool
  /// Its file was given up by `retort prune`.
  public var isPruned: Bool
}

extension Ledger {
  /// Every object the rows of a job name: its bundle's members, what its runs left, and finished files
  /// of its report.
  public func namedObjects(job: Int) throws(LedgerError) -> [NamedObject] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          WITH named (sha256, kind, place, role) AS (
            SELECT members.sha256, 0, members.ordinal, 'member ' || members.name
            FROM jobs JOIN members ON members.bundle_sha256 = jobs.bundle_sha256
            WHERE jobs.id = :job
            UNION ALL
            SELECT sha256, 0, 1000000 + ordinal, 'borrowed member ' || name
            FROM borrowed_members WHERE job = :job
            UNION ALL
            SELECT runs.products, 1, min(job_runs.ordinal),
              'products of run ' || min(job_runs.ordinal)
            FROM job_runs JOIN runs ON runs.key = job_runs.run
            WHERE job_runs.job = :job GROUP BY runs.key
            UNION ALL
            SELECT run_products.object, 1, min(job_runs.ordinal),
              'product ' || run_products.name || ' of run ' || min(job_runs.ordinal)
            FROM job_runs JOIN run_products ON run_products.run = job_runs.run
            WHERE job_runs.job = :job GROUP BY run_products.run, run_products.name
            UNION ALL
            SELECT sha256, 2, ordinal, 'file ' || name FROM report_files WHERE job = :job
          )
          SELECT named.sha256, named.kind, named.role, objects.bytes, objects.pruned_at
          FROM named LEFT JOIN objects ON objects.sha256 = named.sha256
          ORDER BY named.kind, named.place
          """, arguments: ["job": job]
      ).map { row in
        NamedObject(
          sha256: row["sha256"], bytes: row["bytes"], role: row["role"],
          isMember: row["kind"] == 0, isPruned: row["pruned_at"] != nil as String?)
      }
    }
  }

  /// Rows that name rows which are not there, as SQLite finds them: empty when all is well.
  public func brokenReferences() throws(LedgerError) -> [String] {
    try read { database in
      try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(10).map { row in
        let (table, parent): (String, String) = (row["table"], row["parent"])
        return "a row of \(table) names a row of \(parent) that is not there"
      }
    }
  }
}
