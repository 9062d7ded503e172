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

  /// The history of one job.
  public func events(job: Int) throws(LedgerError) -> [EventRecord] {
    try read { try EventRecord.fetch($0, "job = ?", [job]) }
  }

  /// The whole history.
  public func events() throws(LedgerError) -> [EventRecord] {
    try read { try EventRecord.fetch($0, "1", []) }
  }
}

extension EventRecord {
  static func fetch(
    _ database: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [EventRecord] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM events WHERE \(condition) ORDER BY id", arguments: arguments
    ).map { row in
      EventRecord(
        event: row["id"], at: try row.moment("at"), job: row["job"],
        level: try row.word("level"), kind: row["kind"], message: row["message"],
        sha256: row["sha256"])
    }
  }
}
