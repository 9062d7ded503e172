import GRDB
import Records
import Testing

@testable import Ledger

@Suite("What is written once") struct WrittenOnceTests {
  let sample: SampleLedger
  let job: Int
  let seal: String

  init() throws {
    sample = try SampleLedger()
    job = try sample.insertJob()
    seal = try sample.fill(job: job)
  }

  private static let kept = [
    "SELECT * FROM events ORDER BY id", "SELECT * FROM verdict_decisions",
    "SELECT * FROM information_estimates ORDER BY ordinal",
  ]

  private func contents() throws -> [[String]] { try Self.kept.map { try sample.answer($0) } }

  @Test(
    "stays as it is, a seal above all",
    arguments: [
      "UPDATE events SET sha256 = printf('%064d', 0) WHERE kind = 'SEALED'",
      "UPDATE events SET job = NULL", "UPDATE events SET at = '2020-01-01T00:00:00.000Z'",
      "DELETE FROM events WHERE kind = 'SEALED'",
      "UPDATE OR REPLACE events SET id = 1 WHERE kind = 'SEALED'",
      "UPDATE OR IGNORE verdict_decisions SET verdict = 'cannot tell'",
      "UPDATE verdict_decisions SET decided_at = '2020-01-01T00:00:00.000Z'",
      "DELETE FROM information_estimates WHERE ordinal = 1",
      "UPDATE information_estimates SET lower = 0 WHERE ordinal = 1",
    ])
  func refused(statement: String) throws {
    let before = try contents()
    let error = #expect(throws: DatabaseError.self) { try sample.sql(statement) }
    #expect(error?.message?.contains("is written once: rows are never") == true)
    #expect(try contents() == before)
    #expect(try sample.ledger.job(job).seal == seal)
  }

  @Test("has one seal a job: a second one is refused")
  func secondSeal() throws {
    let error = #expect(throws: LedgerError.self) {
      try sample.ledger.appendEvent(
        kind: "SEALED", job: job, message: "by hand", sha256: String(repeating: "0", count: 64))
    }
    #expect(error?.description.contains("UNIQUE constraint failed: events.job") == true)
    #expect(try sample.ledger.job(job).seal == seal)
  }

  @Test("is kept when a job is sealed again with other conclusions: the first seal stays")
  func sealedAgain() throws {
    var other = try sample.sealRecord()
    other.comparisons[0].gain = 0.5
    other.summaries.removeAll()
    let before = try contents()
    #expect(try sample.ledger.seal(job: job, other) == seal)
    #expect(try contents() == before)
    #expect(try sample.ledger.gains(job: job) == Sample.comparisons)
    #expect(try sample.ledger.resultDigest(job: job) == seal)
  }

  @Test("numbers events in the order they were written, and never uses a number again")
  func numbers() throws {
    let before = try #require(try sample.ledger.events().last).event
    try sample.ledger.appendEvent(kind: "NOTE", message: "one")
    try sample.ledger.appendEvent(kind: "NOTE", message: "two")
    #expect(try sample.ledger.events().suffix(2).map(\.event) == [before + 1, before + 2])
  }
}
