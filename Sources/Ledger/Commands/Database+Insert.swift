internal import GRDB

extension Database {
  typealias Values = KeyValuePairs<String, (any DatabaseValueConvertible)?>

  /// Inserts one row, its statement prepared once a connection.
  func insert(into table: String, _ values: Values) throws {
    let columns = values.map(\.key).joined(separator: ", ")
    let places = Array(repeating: "?", count: values.count).joined(separator: ", ")

    let statement = try cachedStatement(
      sql: "INSERT INTO \(table) (\(columns)) VALUES (\(places))")
    try statement.execute(arguments: StatementArguments(values.map(\.value)))
  }

  /// Names an object in a row; its file must be there, again where it had been pruned.
  func insertObject(_ sha256: String, bytes: Int, at moment: Timestamp) throws {
    let statement = try cachedStatement(
      sql: """
        INSERT INTO objects (sha256, bytes, first_named_at) VALUES (?, ?, ?)
        ON CONFLICT (sha256) DO UPDATE SET pruned_at = NULL WHERE pruned_at IS NOT NULL
        """)
    try statement.execute(arguments: [sha256, bytes, moment.text])
  }

  func append(
    event kind: String, _ level: EventRecord.Level = .information, job: Int?, _ message: String,
    sha256: String? = nil, form: Int? = nil, at moment: Timestamp
  ) throws {
    try insert(
      into: "events",
      [
        "at": moment.text, "job": job, "level": level.rawValue, "kind": kind, "message": message,
        "sha256": sha256, "form": form,
      ])
  }

  /// The state of a job that must exist.
  func state(ofJob job: Int) throws -> JobState {
    guard
      let row = try Row.fetchOne(
        self, sql: "SELECT state FROM jobs WHERE id = ?", arguments: [job])
    else { throw LedgerError.unknownJob(job) }
    return try row.word("state")
  }

  func seal(ofJob job: Int) throws -> String? {
    try String.fetchOne(
      self, sql: "SELECT sha256 FROM events WHERE job = ? AND kind = 'SEALED'", arguments: [job])
  }

  /// Results are added to a running job that is not sealed.
  func checkOpen(job: Int) throws {
    let state = try state(ofJob: job)
    guard state == .running else { throw LedgerError.notRunning(job: job, state: state) }
    guard try seal(ofJob: job) == nil else { throw LedgerError.sealed(job: job) }
  }
}

extension Double? {
  /// The number, where it is one: infinities and NaN are NULL in the ledger.
  var finite: Double? { flatMap { $0.isFinite ? $0 : nil } }
}
