internal import GRDB

/// The append-only history.
extension Ledger {
  public func appendEvent(
    kind: String, level: EventRecord.Level = .information, job: Int? = nil, message: String,
    sha256: String? = nil
  ) throws(LedgerError) {
    let now = clock()
    try write { database in
      try database.append(event: kind, level, job: job, message, sha256: sha256, at: now)
    }
  }

  /// The history of one job, or of all.
  public func events(job: Int? = nil) throws(LedgerError) -> [EventRecord] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM events WHERE :job IS NULL OR job = :job ORDER BY id",
        arguments: ["job": job]
      ).map { row in
        EventRecord(
          event: row["id"], at: try row.moment("at"), job: row["job"],
          level: try row.word("level"), kind: row["kind"], message: row["message"],
          sha256: row["sha256"])
      }
    }
  }
}
