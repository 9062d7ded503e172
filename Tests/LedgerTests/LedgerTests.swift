import Foundation
import GRDB
import Records
import Testing

@testable import Ledger

@Suite("Ledger: making and opening") struct LedgerTests {
  let folder: TemporaryFolder
  var root: String { folder.path }

  init() throws { folder = try TemporaryFolder() }

  @Test("is made once, in a folder that may be there already")
  func create() throws {
    let sample = try SampleLedger()
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(sample.root)/ledger")
    #expect(Set(names).isSuperset(of: ["retort.sqlite", "objects"]))
    #expect(!names.contains { $0.hasSuffix(".unfinished") })
    #expect(try sample.ledger.jobs() == [])

    let error = #expect(throws: LedgerError.self) {
      try Ledger.create(at: "\(sample.root)/ledger")
    }
    #expect(
      error?.description == """
        \(sample.databasePath): a ledger is here already, and is never replaced
        use it as it is, or move it away first
        """)
  }

  @Test("survives a creation that was interrupted")
  func interruptedCreation() throws {
    try Data("half".utf8).write(to: URL(fileURLWithPath: "\(root)/.retort.sqlite.unfinished"))
    _ = try Ledger.create(at: root)
    #expect(try Ledger.open(at: root).jobs() == [])
  }

  @Test("is never made by opening")
  func missing() throws {
    for open in [{ try Ledger.open(at: root) }, { try Ledger.openReadOnly(at: root) }] {
      let error = #expect(throws: LedgerError.self) { try open() }
      #expect(
        error?.description == """
          \(root)/retort.sqlite: expected a Retort ledger, found none
          make a root with 'retort init', or name one with --root DIR
          """)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: root).isEmpty)
  }

  @Test("refuses a file that is no database, and leaves it as it is")
  func notADatabase() throws {
    let file = URL(fileURLWithPath: "\(root)/retort.sqlite")
    try Data("my notes".utf8).write(to: file)
    let error = #expect(throws: LedgerError.self) { try Ledger.open(at: root) }
    #expect(
      error?.description == """
        \(root)/retort.sqlite: expected a Retort ledger, found a file that is no SQLite database
        it was left untouched; move it away, or name another root with --root DIR
        """)
    #expect(try Data(contentsOf: file) == Data("my notes".utf8))
  }

  @Test("refuses another program's database, and leaves it as it is")
  func foreign() throws {
    let path = "\(root)/retort.sqlite"
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE notes (text)") }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let error = #expect(throws: LedgerError.self) { try Ledger.open(at: root) }
    #expect(
      error?.description == """
        \(path): expected a Retort ledger, found an SQLite database of another program
        it was left untouched; move it away, or name another root with --root DIR
        """)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test("refuses a ledger of a newer version, for writing and for reading")
  func newer() throws {
    let sample = try SampleLedger()
    try sample.sql("PRAGMA user_version = \(Schema.version + 1)")
    for open in [
      { try Ledger.open(at: "\(sample.root)/ledger") },
      { try Ledger.openReadOnly(at: "\(sample.root)/ledger") },
    ] {
      let error = #expect(throws: LedgerError.self) { try open() }
      #expect(
        error?.description == """
          \(sample.databasePath): the ledger has schema version \(Schema.version + 1), \
          this Retort knows versions up to \(Schema.version)
          it was left untouched; use the Retort that wrote it, or a later one
          """)
    }
  }

  @Test("says so when its objects are gone")
  func objectsGone() throws {
    let sample = try SampleLedger()
    try FileManager.default.removeItem(atPath: "\(sample.root)/ledger/objects")
    let error = #expect(throws: LedgerError.self) {
      try Ledger.open(at: "\(sample.root)/ledger")
    }
    #expect(error?.description.contains("expected the folder of the ledger's objects") == true)
  }

  @Test("writes ahead, synchronises fully, keeps its write-ahead log and checks foreign keys")
  func pragmas() throws {
    let sample = try SampleLedger()
    let found = try sample.ledger.read { database in
      try ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"].map {
        try String.fetchOne(database, sql: "PRAGMA \($0)")
      }
    }
    #expect(found == ["wal", "2", "1", "5000"])
    #expect(try sample.value(Int.self, "PRAGMA application_id") == 0x5274_7274)

    do { _ = try Ledger.create(at: root).recordDrop(claim: "1", name: "x", receivedAt: .zero) }
    #expect(FileManager.default.fileExists(atPath: "\(root)/retort.sqlite-wal"))
  }

  @Test("can be read while the writer has it open, and sees what is committed")
  func readBesideWriter() throws {
    let sample = try SampleLedger()
    let reader = try Ledger.openReadOnly(at: "\(sample.root)/ledger")
    #expect(try reader.jobs() == [])
    let job = try sample.insertJob()
    #expect(try reader.jobs().map(\.job) == [job])
    #expect(throws: LedgerError.self) {
      try reader.recordDrop(claim: "2", name: "x", receivedAt: .zero)
    }
  }

  @Test("opens again with everything in it")
  func reopen() throws {
    let sample = try SampleLedger()
    let job = try sample.insertJob()
    let again = try Ledger.open(at: "\(sample.root)/ledger")
    #expect(try again.job(job) == sample.ledger.job(job))
  }
}

extension Timestamp {
  static let zero = Timestamp(milliseconds: 0)
}
