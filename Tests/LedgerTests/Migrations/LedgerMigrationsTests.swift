import GRDB
import Records
import Testing

@testable import Ledger

@Suite("Migrations") struct LedgerMigrationsTests {
  private static let shape = """
    SELECT objects.type, objects.name, columns.name FROM sqlite_schema AS objects
    LEFT JOIN pragma_table_info(objects.name) AS columns WHERE objects.sql IS NOT NULL
    ORDER BY objects.type, objects.name, columns.name
    """

  private func old(_ version: Int) throws -> OldLedger {
    version == 4 ? try OldLedger(dumped: "version-4") : try OldLedger(version: version)
  }

  @Test("give an old ledger the tables, columns, views and rules of a new one", arguments: 1...4)
  func shape(version: Int) throws {
    let old = try old(version)
    let ledger = try Ledger.open(at: old.directory)
    #expect(try ledger.answer(Self.shape) == SampleLedger().answer(Self.shape))
    #expect(try ledger.answer("PRAGMA user_version") == ["\(Schema.version)"])
  }

  @Test("are taken once, each under its name, and a new ledger has taken all", arguments: 1...4)
  func once(version: Int) throws {
    let old = try old(version)
    let taken = "SELECT identifier FROM grdb_migrations ORDER BY identifier"
    for _ in 0..<2 {
      #expect(
        try Ledger.open(at: old.directory).answer(taken) == [
          "version 2", "version 3", "version 4", "version 5",
        ])
    }
    #expect(try SampleLedger().answer(taken) == Ledger.open(at: old.directory).answer(taken))
  }

  @Test("are not a reader's to make: it is told of the older version", arguments: 1...4)
  func reader(version: Int) throws {
    let old = try old(version)
    let error = #expect(throws: LedgerError.self) { try Ledger.openReadOnly(at: old.directory) }
    guard case .older(_, let found, let needed)? = error else {
      Issue.record("a reader took an old ledger for a new one")
      return
    }
    #expect(found == version && needed == Schema.version)
    _ = try Ledger.open(at: old.directory)
    #expect(try Ledger.openReadOnly(at: old.directory).jobs().count >= 3)
  }

  @Test("refuse a version that never was, and leave the file alone")
  func unknown() throws {
    let sample = try SampleLedger()
    try sample.sql("PRAGMA user_version = 0")
    #expect(throws: LedgerError.unreadable(column: "user_version", found: "0")) {
      try Ledger.open(at: sample.ledger.directory)
    }
    #expect(try sample.value(Int.self, "PRAGMA user_version") == 0)
  }

  @Test("answer every documented query on ledgers of all versions", arguments: 1...4)
  func queries(version: Int) throws {
    let old = try old(version)
    let ledger = try Ledger.open(at: old.directory)
    for query in LedgerDocumentation.queries {
      #expect(throws: Never.self, "\(query.question)") { try ledger.answer(query.sql) }
    }
  }

  @Test("go on where an end left them: each step leaves a ledger of its version")
  func interrupted() throws {
    let old = try OldLedger(version: 2)
    let queue = try DatabaseQueue(path: "\(old.directory)/retort.sqlite")
    try queue.write { database in
      // Step 5 cannot make its table, as if the disk had filled there.
      try database.execute(sql: "CREATE TABLE arms (x)")
    }
    #expect(throws: LedgerError.self) { try Ledger.open(at: old.directory) }
    #expect(try old.answer("PRAGMA user_version") == ["4"])
    try queue.write { try $0.execute(sql: "DROP TABLE arms") }
    try queue.close()
    let ledger = try Ledger.open(at: old.directory)
    #expect(try ledger.answer(Self.shape) == SampleLedger().answer(Self.shape))
  }

  @Test("take a word no version knew for a control, which no verdict follows")
  func unknownArm() throws {
    let old = try OldLedger(dumped: "version-4")
    let queue = try DatabaseQueue(path: "\(old.directory)/retort.sqlite")
    try queue.write {
      try $0.execute(sql: "UPDATE job_runs SET arm = 'by hand' WHERE job = 5 AND arm = 'self'")
    }
    try queue.close()
    let arms = try Ledger.open(at: old.directory).arms(job: 5)
    #expect(arms.last?.word == "by hand" && arms.last?.kind == .control)
  }
}
