import Digests
import Foundation
import Records
import Testing

@testable import Ledger

@Suite("A backup of a ledger") struct LedgerBackupTests {
  let sample: SampleLedger
  let folder: TemporaryFolder
  var place: String { "\(folder.path)/copy" }
  var backup: LedgerBackup { LedgerBackup(of: sample.ledger, in: place) }

  init() throws {
    sample = try SampleLedger()
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    _ = try sample.fill(job: sample.insertJob())
  }

  @Test("is a ledger of its own with every row and every object")
  func whole() throws {
    let summary = try backup.run()
    #expect(summary.jobs == 1 && summary.objectsCopied == 13 && summary.damaged.isEmpty)
    let copy = try Ledger.openReadOnly(at: place)
    #expect(try copy.jobReport(job: 1) == sample.ledger.jobReport(job: 1))
    #expect(try copy.events() == sample.ledger.events())
    #expect(try copy.integrityProblems().isEmpty)
    for object in try copy.namedObjects(job: 1) { try copy.objects.check(object.sha256) }
    // It can be gone on with.
    #expect(try Ledger.open(at: place).job(1).seal != nil)
  }

  @Test("taken again copies what is new, and only that")
  func again() throws {
    _ = try backup.run()
    let job = try sample.insertJob(content: "two")
    let attempt = try sample.start(job)
    var run = try sample.run(9)
    run.key = Digest(of: "another run").hex
    run.products = try sample.ledger.objects.write(Array("other products".utf8)).hex
    try sample.ledger.commitRun(job: job, attempt: attempt, run)
    let summary = try backup.run()
    #expect(summary.objectsCopied == 1 && summary.objectsKept == 13)
    #expect(try Ledger.openReadOnly(at: place).jobs().count == 2)
    #expect(try backup.run(links: true).objectsCopied == 0)
  }

  @Test("that was ended before its last step leaves what was there")
  func interrupted() throws {
    try Data("half".utf8).write(
      to: URL(fileURLWithPath: "\(place)/.retort.sqlite.backup"))
    #expect(throws: LedgerError.self) { try Ledger.openReadOnly(at: place) }
    _ = try backup.run()
    #expect(try Ledger.openReadOnly(at: place).jobs().count == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place).sorted()
        == ["objects", "retort.sqlite"])
  }

  @Test("goes over no ledger but an earlier state of this one")
  func foreign() throws {
    let other = try SampleLedger(startingAt: 1_700_000_000_000)
    _ = try other.insertJob()
    #expect(throws: BackupError.self) {
      try LedgerBackup(of: sample.ledger, in: other.ledger.directory).run()
    }
    // Somebody worked in the backup.
    _ = try backup.run()
    try Ledger.open(at: place).appendEvent(kind: "NOTE", message: "mine")
    #expect(throws: BackupError.self) { try backup.run() }
    try Data("notes".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/retort.sqlite"))
    #expect(throws: BackupError.self) {
      try LedgerBackup(of: sample.ledger, in: folder.path).run()
    }
  }

  @Test("names what the ledger itself has lost, and keeps the good copy of an earlier one")
  func damaged() throws {
    let objects = sample.ledger.objects
    let (kept, lost) = (try sample.run(0).products, try sample.run(1).products)
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/x"))
    _ = try objects.remove(lost)
    let summary = try backup.run()
    #expect(summary.damaged.count == 1 && summary.damaged[0].contains(lost))
    _ = try objects.remove(kept)
    #expect(try backup.run().damaged.count == 1)
    try Ledger.openReadOnly(at: place).objects.check(kept)
  }

  @Test("copies no object that was given up")
  func pruned() throws {
    try sample.ledger.complete(job: 1, report: "reports/1")
    try sample.ledger.markPruned(.endedBefore(Timestamp(milliseconds: 4_000_000_000_000)))
    try sample.ledger.removePrunedFiles()
    let summary = try backup.run()
    #expect(summary.objectsCopied == 3 && summary.damaged.isEmpty)
  }
}
