internal import GRDB

/// A copy of a ledger in another folder: the database as it is at one moment, and every object it
/// names. Safe beside a writer, and by anybody who may read.
///
/// Objects that are there already are not copied again, and nothing is taken away. The database gets
/// its name last, in one step: until then the folder holds what it held before.
public struct LedgerBackup: Sendable {
  /// What was copied.
  public struct Summary: Sendable, Hashable, Codable {
    public var jobs = 0
    public var objectsCopied = 0
    public var bytesCopied = 0
    /// Objects that were there from before.
    public var objectsKept = 0
    /// Objects the ledger itself has lost, or that have been changed: each in words.
    public var damaged: [String] = []
  }

  /// Not that of a ledger being made: opening a ledger removes that.
  public static let unfinishedName = ".\(LedgerFile.name).backup"

  /// How often the moment is taken anew, where objects were pruned while they were being copied.
  private static let mostRounds = 5

  let ledger: Ledger
  let file: LedgerFile
  private var unfinished: String { "\(file.directory)/\(Self.unfinishedName)" }

  /// - Parameter directory: the folder of the copy, which must be there.
  public init(of ledger: Ledger, in directory: String) {
    self.ledger = ledger
    file = LedgerFile(directory: directory)
  }

  /// - Throws: `BackupError` where the folder holds a ledger that this one is not a later state of.
  public func checkPlace() throws {
    switch try file.content() {
    case .missing: return
    case .notSQLite: throw BackupError.foreign(path: file.path, found: "a file that is no ledger")
    case .database(let identifier, _):
      guard identifier == LedgerFile.applicationIdentifier else {
        throw BackupError.foreign(path: file.path, found: "a database of another program")
      }
      guard let last = try lastEvent(), try ledger.event(last.event) != last else { return }
      throw BackupError.foreign(
        path: file.path,
        found: "a ledger with a history of its own, last \(last.kind) at \(last.at)")
    }
  }

  /// - Parameter links: whether objects get a second name instead of a copy.
  public func run(links: Bool = false) throws -> Summary {
    try checkPlace()
    let objects = try ObjectStore.create(in: file.directory)
    try objects.removeAbandoned()
    for _ in 0..<Self.mostRounds {
      LedgerFile.discard(unfinished)
      try writeDatabase()
      if let summary = try reading({ try take(objects, links: links) }) {
        try objects.flush()
        try file.replace(by: unfinished)
        return summary
      }
    }
    throw LedgerError.busy(path: file.path)
  }

  private func reading<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as DatabaseError {
      throw LedgerError(error, path: unfinished, systemError: 0)
    }
  }

  private func writeDatabase() throws {
    do throws(LedgerError) { try ledger.writeCopy(to: unfinished) } catch {
      // Not the ledger's disk.
      throw error.isFull ? LedgerError.full(path: file.path) : error
    }
  }

  /// - Returns: `nil` where an object was pruned after the moment of the copy.
  private func take(_ objects: ObjectStore, links: Bool) throws -> Summary? {
    var summary = Summary()
    let copy = try DatabaseQueue(path: unfinished)
    defer { try? copy.close() }
    return try copy.read { database in
      summary.jobs = try Int.fetchOne(database, sql: "SELECT count(*) FROM jobs") ?? 0
      let names = try String.fetchCursor(
        database, sql: "SELECT sha256 FROM objects WHERE pruned_at IS NULL ORDER BY sha256")
      while let name = try names.next() {
        do throws(ObjectStoreError) {
          try take(name, objects, links: links, &summary)
        } catch {
          switch error {
          case .missing, .corrupt:
            if try ledger.isPruned(name) { return nil }
            summary.damaged.append(error.description)
          case .noStore, .notADigest, .full, .refused: throw error
          }
        }
      }
      return summary
    }
  }

  private func take(
    _ name: String, _ objects: ObjectStore, links: Bool, _ summary: inout Summary
  ) throws(ObjectStoreError) {
    if try objects.contains(name) {
      summary.objectsKept += 1
      return
    }
    if links {
      try objects.link(name, from: ledger.objects)
    } else {
      summary.bytesCopied += try objects.copy(name, from: ledger.objects)
    }
    summary.objectsCopied += 1
  }

  /// What the ledger that lies there told last, whatever its version. That somebody looked it over is
  /// no history of its own.
  private func lastEvent() throws -> EventRecord? {
    var configuration = Configuration()
    configuration.readonly = true
    let queue: DatabaseQueue
    do { queue = try DatabaseQueue(path: file.path, configuration: configuration) } catch {
      throw BackupError.foreign(path: file.path, found: "a ledger that cannot be read: \(error)")
    }
    return try queue.read { database in
      try EventRecord.fetch(
        database,
        """
        id = (SELECT max(id) FROM events WHERE kind NOT IN ('VERIFIED', 'DIFFERS', 'SELFTEST'))
        """, [])
    }.first
  }
}

extension Ledger {
  /// Writes the whole database, as it is at one moment, into a new file.
  func writeCopy(to path: String) throws(LedgerError) {
    try outsideTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
  }

  func event(_ number: Int) throws(LedgerError) -> EventRecord? {
    try read { try EventRecord.fetch($0, "id = ?", [number]).first }
  }
}

/// Why a folder is not backed up into.
public enum BackupError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Something lies there that is no earlier backup of this root.
  case foreign(path: String, found: String)
  /// The root itself.
  case itself(path: String)

  public var description: String {
    switch self {
    case .foreign(let path, let found):
      """
      \(path): expected an empty folder or an earlier backup of this root, found \(found)
        it was left untouched
        remedy: name a folder that is empty or not there yet
      """
    case .itself(let path):
      """
      \(path): this is the root itself
        remedy: name another folder, better on another disk
      """
    }
  }
}
