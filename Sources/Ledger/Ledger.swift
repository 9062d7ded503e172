internal import GRDB

/// The record of everything Retort did: `retort.sqlite` (all that one queries) and `objects/`
/// (all that one keeps), in one folder that outlives the daemon.
///
/// Values go in and values come out; nothing here computes a statistic or draws a report. One
/// process, the daemon, writes what comes of drops and jobs; any number may read beside it, and a
/// command may add an event or give old objects up in one short transaction.
///
/// - `Schema/`: tables, views and triggers as SQL, from which `docs/ledger.md` is generated.
/// - `Migrations/`: how ledgers of earlier versions become ones of today's.
/// - `Commands/`: what is written, each one transaction.
/// - `Queries/`: what is read.
/// - `Objects/`: the content-addressed files.
/// - `Documentation/`: `docs/ledger.md` and its worked queries.
public final class Ledger: Sendable {
  /// The folder that holds `retort.sqlite` and `objects/`.
  public let directory: String
  public let objects: ObjectStore
  let clock: @Sendable () -> Timestamp
  private let connection: DatabaseQueue

  /// Makes a ledger in a folder that has none; the folder itself is made where its parent is.
  public static func create(
    at directory: String, clock: @escaping @Sendable () -> Timestamp = Timestamp.systemClock
  ) throws(LedgerError) -> Ledger {
    try LedgerFile.makeFolder(directory)
    let file = LedgerFile(directory: directory)
    guard try file.content() == .missing else { throw .exists(path: file.path) }
    try file.checkWritable()
    _ = try ObjectStore.asking { () throws(ObjectStoreError) in
      try ObjectStore.create(in: directory)
    }
    // Built beside its place and then linked: a power cut leaves a whole ledger or none.
    let unfinished = unfinished(in: directory)
    LedgerFile.discard(unfinished)
    try asking(file.path, systemError: file.systemError) {
      let queue = try DatabaseQueue(path: unfinished)
      try queue.write { database in try Schema.create(in: database) }
      try queue.close()
    }
    try file.adopt(unfinished)
    return try open(at: directory, clock: clock)
  }

  private static func unfinished(in directory: String) -> String {
    "\(directory)/.\(LedgerFile.name).unfinished"
  }

  /// Opens a ledger for reading and writing. Never makes one.
  public static func open(
    at directory: String, clock: @escaping @Sendable () -> Timestamp = Timestamp.systemClock
  ) throws(LedgerError) -> Ledger {
    // Its second name, where its making was ended between the last two steps.
    LedgerFile.discard(unfinished(in: directory))
    return try Ledger(directory: directory, isReadOnly: false, clock: clock)
  }

  /// Whether a ledger, or the folder it is to be made in, can be written by this process, with
  /// nothing touched: for a start, before anything else is.
  /// - Throws: `LedgerError.readOnly`, which says what is in the way.
  public static func checkWritable(at directory: String) throws(LedgerError) {
    try LedgerFile(directory: directory).checkWritable()
  }

  /// Opens a ledger for reading, beside a writer or without one.
  public static func openReadOnly(at directory: String) throws(LedgerError) -> Ledger {
    try Ledger(directory: directory, isReadOnly: true, clock: Timestamp.systemClock)
  }

  private init(
    directory: String, isReadOnly: Bool, clock: @escaping @Sendable () -> Timestamp
  ) throws(LedgerError) {
    let file = LedgerFile(directory: directory)
    try Self.check(try file.content(), path: file.path)
    if !isReadOnly { try file.checkWritable() }
    self.directory = directory
    self.clock = clock
    objects = try ObjectStore.asking { () throws(ObjectStoreError) in
      try ObjectStore(opening: "\(directory)/objects")
    }
    connection = try Self.asking(file.path, systemError: file.systemError) {
      let queue =
        isReadOnly
        ? try Self.reading(file)
        : try DatabaseQueue(path: file.path, configuration: Self.configuration(isReadOnly: false))
      let found = try queue.inDatabase { database in
        // The header can be older than the write-ahead log.
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let content = LedgerFile.Content.database(
          applicationIdentifier: LedgerFile.applicationIdentifier, userVersion: version)
        try Self.check(content, path: file.path)
        if isReadOnly {
          guard version == Schema.version else {
            throw LedgerError.older(path: file.path, found: version, needed: Schema.version)
          }
        } else {
          try database.execute(sql: "PRAGMA journal_mode = WAL")
          try database.execute(sql: "PRAGMA synchronous = FULL")
          try database.makeWALPersistent()
          try database.execute(sql: "PRAGMA journal_size_limit = \(Self.journalSizeLimit)")
        }
        return version
      }
      if !isReadOnly {
        try LedgerMigrations.migrate(queue, from: found)
        // A first look makes `-wal` and `-shm`: from now on those who may not write can read.
        _ = try queue.inDatabase {
          try Int.fetchOne($0, sql: "SELECT count(*) FROM jobs WHERE state = 'RUNNING'")
        }
      }
      return queue
    }
  }

  /// What the write-ahead log may keep on the disk when it starts over. It is copied into the
  /// database every 1 000 pages (4 MB), unless someone is still reading what was there before: then
  /// it grows, and this makes it shrink again once they are done.
  static let journalSizeLimit = 16 << 20

  /// A connection that only reads.
  ///
  /// Where the write-ahead log is missing and may not be made (a copy of `retort.sqlite` alone, in a
  /// folder of someone else), SQLite cannot share the file with a writer. But a writer would have
  /// made that log: there is none, so the file is read as it stands.
  private static func reading(_ file: LedgerFile) throws -> DatabaseQueue {
    do {
      return try DatabaseQueue(path: file.path, configuration: configuration(isReadOnly: true))
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) && !file.hasLog
    {
      return try DatabaseQueue(
        path: file.immutableAddress, configuration: configuration(isReadOnly: true))
    }
  }

  private static func configuration(isReadOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    configuration.label = "retort.ledger"
    return configuration
  }

  private static func check(_ content: LedgerFile.Content, path: String) throws(LedgerError) {
    switch content {
    case .missing: throw .noRoot(path: path)
    case .notSQLite: throw .foreign(path: path, found: "a file that is no SQLite database")
    case .database(let identifier, let version):
      guard identifier == LedgerFile.applicationIdentifier else {
        throw .foreign(path: path, found: "an SQLite database of another program")
      }
      guard version <= Schema.version else {
        throw .newer(path: path, found: version, supported: Schema.version)
      }
    }
  }

  /// One transaction that changes rows.
  func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    try Self.asking(path, systemError: connection.inDatabase(\.systemError)) {
      try connection.write(body)
    }
  }

  /// One consistent look.
  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    try Self.asking(path, systemError: connection.inDatabase(\.systemError)) {
      try connection.read(body)
    }
  }

  /// For what SQLite does outside of transactions only.
  func outsideTransaction<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    try Self.asking(path, systemError: connection.inDatabase(\.systemError)) {
      try connection.inDatabase(body)
    }
  }

  private var path: String { LedgerFile(directory: directory).path }

  /// Gives SQLite's errors the ledger's words.
  /// - Parameter systemError: what the operating system said last to the connection.
  private static func asking<Value>(
    _ path: String, systemError: @autoclosure () -> Int32, _ body: () throws -> Value
  ) throws(LedgerError) -> Value {
    do {
      return try body()
    } catch let error as LedgerError {
      throw error
    } catch let error as ObjectStoreError {
      throw .object(error)
    } catch let error as DatabaseError {
      throw LedgerError(error, path: path, systemError: systemError())
    } catch {
      throw .database(path: path, message: "\(error)")
    }
  }
}

extension ObjectStore {
  /// Carries a store's error as the ledger's.
  static func asking<Value: ~Copyable>(
    _ body: () throws(ObjectStoreError) -> Value
  ) throws(LedgerError) -> Value {
    do { return try body() } catch { throw .object(error) }
  }
}
