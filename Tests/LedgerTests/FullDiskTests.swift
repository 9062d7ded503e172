import GRDB
import Glibc
import Records
import Testing

@testable import Ledger

@Suite("A full disk") struct FullDiskTests {
  let sample: SampleLedger
  var ledger: Ledger { sample.ledger }

  init() throws { sample = try SampleLedger() }

  /// More than the free bytes of the pages that are there.
  static let long = String(repeating: "long ", count: 100_000)

  /// SQLite's own limit on pages, which it answers as a full disk.
  func limitPages(_ isFull: Bool) throws {
    try ledger.write { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      _ = try Int.fetchOne(
        database, sql: "PRAGMA max_page_count = \(isFull ? pages : 1_073_741_823)")
    }
  }

  /// What every table holds.
  func contents() throws -> [String: [String]] {
    try ledger.read { database in
      try Schema.tables.reduce(into: [:]) { contents, table in
        contents[table.name] = try Row.fetchAll(database, sql: "SELECT * FROM \(table.name)").map {
          $0.description
        }
      }
    }
  }

  /// Refused while there is no room, with nothing changed; then done by the same connection.
  func refuses(_ name: String, _ call: () throws -> Void) throws {
    let before = try contents()
    try limitPages(true)
    let error = #expect(throws: LedgerError.self, "\(name)") { try call() }
    #expect(error == .full(path: sample.databasePath), "\(name)")
    #expect(error?.isFull == true)
    #expect(try contents() == before, "\(name)")
    try limitPages(false)
    try call()
    #expect(try contents() != before, "\(name)")
  }

  @Test(
    "stops every writing call with nothing half-written, and the same call works once it has room")
  func everyCall() throws {
    try refuses("recordDrop") {
      _ = try ledger.recordDrop(claim: "a", name: Self.long, receivedAt: .zero)
    }
    var new = try sample.newJob(drop: 1)
    new.specificationYAML = Self.long
    try refuses("insertJob") { _ = try ledger.insertJob(new) }
    let drop = try ledger.recordDrop(claim: "b", name: "b.tar", receivedAt: .zero).drop
    try refuses("recordRefusal") {
      _ = try ledger.recordRefusal(drop: drop, reason: Self.long)
    }
    try refuses("appendEvent") { try ledger.appendEvent(kind: "NOTE", message: Self.long) }
    try refuses("setState") {
      try ledger.setState(job: 1, to: .running, reason: Self.long)
    }
    var environment = Sample.environment
    environment.processor = Self.long
    try refuses("beginAttempt") {
      _ = try ledger.beginAttempt(.worker(job: 1), environment: environment)
    }
    var run = try sample.run(4, status: .diverged)
    run.reason = Self.long
    var verdict = Sample.verdict
    verdict.reason = Self.long
    try refuses("commitVerdict") { try ledger.commitVerdict(job: 1, verdict) }
    try refuses("commitRun") { try ledger.commitRun(job: 1, attempt: 1, run) }
    var seal = try sample.sealRecord()
    seal.summaries[0].text = Self.long
    try refuses("seal") { _ = try ledger.seal(job: 1, seal) }
    try refuses("finishAttempt") {
      try ledger.finishAttempt(
        1,
        .init(outcome: .died, wallSeconds: 1, cpuSeconds: 1, peakBytes: 1, reason: Self.long))
    }
    try refuses("complete") { try ledger.complete(job: 1, report: Self.long) }
    #expect(try ledger.integrityProblems() == [])
  }

  @Test("is told from other refusals by its own error, with what to do")
  func words() {
    let full = LedgerError.full(path: "ledger/retort.sqlite")
    #expect(
      full.description == """
        ledger/retort.sqlite: no room left on the disk, or in its quota
        nothing was half-written; make room, then repeat: Retort goes on where it was
        """)
    #expect(LedgerError.object(.full(path: "ledger/objects")).isFull)
    #expect(!LedgerError.database(path: "x", message: "disk I/O error").isFull)
    #expect(!LedgerError.unknownJob(1).isFull)
  }

  @Test(
    "is known by what the operating system said, where SQLite only says that a call failed",
    arguments: [(ENOSPC, true), (EDQUOT, true), (EIO, false)])
  func systemErrors(number: Int32, isFull: Bool) {
    let failure = DatabaseError(resultCode: .SQLITE_IOERR_FSYNC)
    let error = LedgerError(failure, path: "retort.sqlite", systemError: number)
    #expect(error.isFull == isFull)
    #expect(ObjectFile.refusal(number, to: "fsync", "x") == .full(path: "x") || !isFull)
  }

  @Test("is what writing an object reports; the device is always full")
  func device() throws {
    let device = ObjectFile(descriptor: open("/dev/full", O_WRONLY | O_CLOEXEC), path: "/dev/full")
    let bytes: [UInt8] = [1, 2, 3]
    let written: Result<Void, ObjectStoreError> = bytes.withUnsafeBytes { buffer in
      Result { () throws(ObjectStoreError) in try device.write(buffer) }
    }
    #expect(throws: ObjectStoreError.full(path: "/dev/full")) { try written.get() }
  }
}
