import Foundation
import GRDB
import Records
import Testing

@testable import Ledger

@Suite("An analyst's open transaction") struct AnalystTests {
  let sample: SampleLedger
  let analyst: DatabaseQueue

  init() throws {
    sample = try SampleLedger()
    var configuration = Configuration()
    configuration.readonly = true
    // Its transaction stays open between the looks below.
    configuration.allowsUnsafeTransactions = true
    analyst = try DatabaseQueue(path: sample.databasePath, configuration: configuration)
  }

  func logBytes() throws -> Int {
    let facts = try FileManager.default.attributesOfItem(atPath: "\(sample.databasePath)-wal")
    return try #require(facts[.size] as? Int)
  }

  func events() throws -> Int? {
    try analyst.unsafeRead { try Int.fetchOne($0, sql: "SELECT count(*) FROM events") }
  }

  /// A writer that had to wait would wait for ever: the transaction ends after it.
  @Test("keeps its view, and the writer neither waits nor fails; the log shrinks when it ends")
  func open() throws {
    let job = try sample.insertJob()
    try analyst.unsafeReentrantWrite { try $0.execute(sql: "BEGIN") }
    let before = try events()

    let line = String(repeating: "x", count: 1 << 20)
    for _ in 0..<20 { try sample.ledger.appendEvent(kind: "NOTE", message: line) }
    _ = try sample.fill(job: job)
    #expect(try events() == before)
    #expect(try logBytes() > Ledger.journalSizeLimit)

    try analyst.unsafeReentrantWrite { try $0.execute(sql: "COMMIT") }
    for _ in 0..<2 { try sample.ledger.appendEvent(kind: "NOTE", message: "after") }
    #expect(try logBytes() <= Ledger.journalSizeLimit)
    #expect(try events() ?? 0 > (before ?? 0) + 22)
  }
}
