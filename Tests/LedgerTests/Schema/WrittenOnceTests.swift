import Foundation
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
    "SELECT * FROM information_estimates ORDER BY ordinal", "SELECT * FROM arms ORDER BY ordinal",
    "SELECT * FROM cells ORDER BY cell, ordinal", "SELECT * FROM metric_kinds ORDER BY metric",
    "SELECT * FROM comparison_controls ORDER BY comparison, ordinal",
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
      "UPDATE arms SET kind = 'reference' WHERE kind = 'control'", "DELETE FROM arms",
      "UPDATE cells SET value = 2", "DELETE FROM cells", "UPDATE metric_kinds SET flat_band = 1",
      "DELETE FROM metric_kinds", "UPDATE comparison_controls SET held = 1 - held",
      "DELETE FROM comparison_controls",
    ])
  func refused(statement: String) throws {
    let before = try contents()
    let error = #expect(throws: DatabaseError.self) { try sample.sql(statement) }
    #expect(error?.message?.contains("is written once: rows are never") == true)
    #expect(try contents() == before)
    #expect(try sample.ledger.job(job).seal == seal)
  }

  /// A table, the columns a row of it is known by, and a column that is none of them.
  private static let tables = [
    ("events", "id", "message"), ("verdict_decisions", "job, ordinal", "reason"),
    (
      "verdict_decisions", "job, teacher, student, variant, estimator", "ordinal"
    ),
    ("information_estimates", "job, verdict, ordinal", "quantity"),
    ("arms", "job, ordinal", "meaning"), ("arms", "job, arm", "ordinal"),
    ("cells", "job, cell, ordinal", "value"), ("cells", "job, cell, key", "ordinal"),
    ("metric_kinds", "metric", "title"),
    ("comparison_controls", "job, comparison, ordinal", "arm"),
    ("comparison_controls", "job, comparison, arm, part", "ordinal"),
  ]

  @Test(
    "is not replaced either, whatever pragmas a connection has", arguments: tables, [false, true])
  func replaced(table: (name: String, key: String, other: String), isRecursive: Bool) throws {
    // Nothing of it is distilled, so that verdicts are kept by their own rule alone.
    let sample = try SampleLedger()
    let job = try HandMadeJob(in: sample)
    try job.ledger.commitVerdict(job: job.job, Sample.verdict)
    try job.seal(Sample.comparisons)
    func contents() throws -> [[String]] { try Self.kept.map { try sample.answer($0) } }
    let before = try contents()
    #expect(before.allSatisfy { !$0.isEmpty })
    let columns = try sample.answer("SELECT name FROM pragma_table_info('\(table.name)')")
    let kept = Set(table.key.components(separatedBy: ", "))
    // Every column as it is but for one: a text, or a number nobody has yet.
    let values = columns.map { column in
      column != table.other || kept.contains(column)
        ? column : column == "ordinal" ? "ordinal + 1000" : "'other'"
    }
    for words in ["INSERT OR REPLACE", "REPLACE"] {
      let error = #expect(throws: DatabaseError.self) {
        try sample.sql(
          """
          PRAGMA recursive_triggers = \(isRecursive);
          \(words) INTO \(table.name) (\(columns.joined(separator: ", ")))
          SELECT \(values.joined(separator: ", ")) FROM \(table.name) LIMIT 1
          """)
      }
      #expect(error?.message == "\(table.name) is written once: rows are never replaced")
    }
    #expect(try contents() == before)
  }

  @Test("has a seal that no other takes the place of, under whatever number")
  func replacedSeal() throws {
    for number in ["NULL", "1000"] {
      let error = #expect(throws: DatabaseError.self) {
        try sample.sql(
          """
          INSERT OR REPLACE INTO events (id, at, job, level, kind, message, sha256)
          SELECT \(number), at, job, level, kind, 'forged', printf('%064d', 0) FROM events
          WHERE kind = 'SEALED'
          """)
      }
      #expect(error?.message == "events is written once: rows are never replaced")
    }
    #expect(try sample.ledger.job(job).seal == seal)
  }

  @Test("has one seal a job: a second one is refused")
  func secondSeal() throws {
    let error = #expect(throws: LedgerError.self) {
      try sample.ledger.appendEvent(
        kind: "SEALED", job: job, message: "by hand", sha256: String(repeating: "0", count: 64))
    }
    #expect(error?.description.contains("events is written once: rows are never replaced") == true)
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
