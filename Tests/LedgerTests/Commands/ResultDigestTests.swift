import GRDB
import Records
import Testing

@testable import Ledger

@Suite("The digest of a job's results") struct ResultDigestTests {
  let sample: SampleLedger
  let job: Int
  let seal: String

  init() throws {
    sample = try SampleLedger()
    job = try sample.insertJob()
    seal = try sample.fill(job: job)
  }

  /// Changes rows as somebody with the file in hand could, past the triggers.
  private func change(_ statements: String...) throws {
    try sample.ledger.write { database in
      try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
      for name in try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      {
        try database.execute(sql: "DROP TRIGGER \(name)")
      }
      for statement in statements { try database.execute(sql: statement) }
    }
  }

  /// Columns of a table, but those that say when.
  private func columns(_ table: String) throws -> [(name: String, type: String)] {
    try sample.ledger.read { database in
      try Row.fetchAll(
        database, sql: "SELECT name, type FROM pragma_table_info(?)", arguments: [table]
      ).map { ($0["name"], $0["type"]) }.filter { !["job", "decided_at"].contains($0.0) }
    }
  }

  /// Which verdict an estimate belongs to: the database lets neither side be changed alone.
  private static let linked: Set = [
    "verdict_decisions.ordinal", "information_estimates.verdict", "comparisons.ordinal",
    "comparison_controls.comparison", "comparison_controls.arm", "arms.arm", "report_files.sha256",
  ]
  private static let words = [
    "outcome": "'hurts'", "verdict": "'cannot tell'", "kind": "'part'",
    "expectation": "'does not gain'", "sees": "'both'", "columns_json": "'[1]'",
    "rows_json": "'[]'", "value_kind": "'text'",
  ]

  @Test(
    "notices a change in any column of a row of results, whatever was there",
    arguments: [
      "comparisons", "information_estimates", "verdict_decisions", "summaries", "arms", "cells",
      "comparison_controls", "facts", "curves", "report_files",
    ])
  func everyColumn(table: String) throws {
    for (name, type) in try columns(table) where !Self.linked.contains("\(table).\(name)") {
      let value =
        switch (Self.words[name], type) {
        case (let word?, _): word
        case (nil, "TEXT"): "coalesce(\(name), '') || ' '"
        case (nil, "INTEGER"):
          ["claim", "selected", "teacher_better", "is_reference", "held"].contains(name)
            ? "1 - coalesce(\(name), 0)" : "coalesce(\(name), 0) + 100"
        default: "coalesce(\(name), 0) + 1e-9"
        }
      let before = try sample.ledger.resultDigest(job: job)
      try change(
        """
        UPDATE \(table) SET \(name) = \(value)
        WHERE ordinal = (SELECT min(ordinal) FROM \(table))
        """)
      #expect(try sample.ledger.resultDigest(job: job) != before, "\(table).\(name)")
    }
  }

  @Test(
    "notices a change of a run, its place or its metrics",
    arguments: [
      "UPDATE metrics SET value = NULL, value_kind = 'undefined' WHERE metric = 'log-loss'",
      "UPDATE metrics SET value_kind = '+inf' WHERE value_kind = 'nan'",
      "UPDATE metrics SET split = 'in-sample' WHERE split = 'validation'",
      "UPDATE metrics SET metric = 'macro-f1' WHERE metric = 'auc'",
      "UPDATE metrics SET ordinal = ordinal + 10",
      "DELETE FROM metrics WHERE run = (SELECT run FROM job_runs WHERE ordinal = 9)",
      "UPDATE runs SET status = 'diverged' WHERE key = (SELECT max(run) FROM job_runs)",
      "UPDATE job_runs SET seed = 7 WHERE ordinal = 5",
      "UPDATE job_runs SET arm = 'within' WHERE arm = 'across'",
      "UPDATE job_runs SET variant = 'lambda=2' WHERE variant = 'lambda=1'",
      "UPDATE job_runs SET setting = 'epochs=1' WHERE ordinal = 0",
      "UPDATE job_runs SET run = NULL, origin = NULL WHERE ordinal = 9",
      "UPDATE job_runs SET run = (SELECT run FROM job_runs WHERE ordinal = 8) WHERE ordinal = 9",
      "UPDATE runs SET products = (SELECT max(sha256) FROM objects WHERE sha256 <> products)",
      "UPDATE runs SET chosen_epoch = chosen_epoch + 1", "UPDATE runs SET reason = 'why'",
      "UPDATE job_runs SET part = 'selected' WHERE ordinal = 9",
      "UPDATE job_runs SET scope = 'once' WHERE ordinal = 9",
      "UPDATE job_runs SET cell = 0 WHERE ordinal = 0",
      """
      INSERT INTO run_products
      SELECT run, 'aligner', (SELECT min(sha256) FROM objects) FROM job_runs WHERE ordinal = 3
      """,
    ])
  func runs(statement: String) throws {
    try change(statement)
    #expect(try sample.ledger.resultDigest(job: job) != seal)
  }

  @Test(
    "notices a row that went, came or changed its place",
    arguments: ["information_estimates", "summaries", "facts", "curves", "report_files"])
  func rows(table: String) throws {
    let last = "ordinal = (SELECT max(ordinal) FROM \(table))"
    try change("UPDATE \(table) SET ordinal = ordinal + 1 WHERE \(last)")
    let moved = try sample.ledger.resultDigest(job: job)
    #expect(moved != seal)
    try change("DELETE FROM \(table) WHERE \(last)")
    #expect(try ![seal, moved].contains(sample.ledger.resultDigest(job: job)))
  }

  @Test("cannot be kept by moving words from one column into the next")
  func boundaries() throws {
    try change("UPDATE summaries SET item = 'a', label = 'b c' WHERE ordinal = 0")
    let before = try sample.ledger.resultDigest(job: job)
    try change("UPDATE summaries SET item = 'a b', label = 'c' WHERE ordinal = 0")
    #expect(try sample.ledger.resultDigest(job: job) != before)
    try change("UPDATE summaries SET item = 'a t1:b', label = 'c' WHERE ordinal = 0")
    let forged = try sample.ledger.resultDigest(job: job)
    try change("UPDATE summaries SET item = 'a', label = 'b t1:c' WHERE ordinal = 0")
    #expect(try sample.ledger.resultDigest(job: job) != forged)
  }

  @Test("cannot be kept by moving words between a setting and a variant that is not there")
  func nothingBetween() throws {
    try change("UPDATE comparisons SET setting = 'a', student_variant = NULL WHERE ordinal = 0")
    let before = try sample.ledger.resultDigest(job: job)
    try change("UPDATE comparisons SET setting = '', student_variant = 'a' WHERE ordinal = 0")
    #expect(try sample.ledger.resultDigest(job: job) != before)
  }

  @Test("reads a text to its end, a NUL in it or not")
  func nul() throws {
    var digests: Set<String> = []
    for text in ["'a'", "'a' || char(0)", "'a' || char(0) || 'b'", "'a' || char(0) || 'c'"] {
      try change("UPDATE summaries SET text = \(text) WHERE ordinal = 0")
      digests.insert(try sample.ledger.resultDigest(job: job))
    }
    #expect(digests.count == 4)
  }

  @Test("cannot be kept by moving a row from one table into the next, or out of sight")
  func tables() throws {
    try change("DELETE FROM curves")
    let before = try sample.ledger.resultDigest(job: job)
    try change("DELETE FROM report_files")
    #expect(try ![seal, before].contains(sample.ledger.resultDigest(job: job)))
  }

  @Test("has its rule beside it, and is taken by no rule that is not known")
  func form() throws {
    #expect(
      try sample.answer("SELECT form FROM events WHERE kind = 'SEALED'")
        == ["\(ResultDigest.form)"])
    try change("UPDATE events SET form = 3 WHERE kind = 'SEALED'")
    #expect(throws: LedgerError.unreadable(column: "events.form", found: "3")) {
      try sample.ledger.resultDigest(job: job)
    }
    try change("UPDATE events SET form = NULL WHERE kind = 'SEALED'")
    #expect(try sample.ledger.resultDigest(job: job) != seal)
  }

  @Test("tells nothing from the word for it, and a number from its text")
  func kinds() throws {
    var digests: Set<String> = [seal]
    for text in ["NULL", "''", "'-'", "'i1'", "'1'"] {
      try change("UPDATE summaries SET text = \(text) WHERE ordinal = 0")
      digests.insert(try sample.ledger.resultDigest(job: job))
    }
    #expect(digests.count == 6)
  }

  @Test("leaves out times, attempts, machines and what was computed where")
  func leftOut() throws {
    try change(
      "UPDATE runs SET wall_seconds = 99, cpu_seconds = 99, peak_bytes = 1",
      "UPDATE runs SET committed_at = '2020-01-01T00:00:00.000Z'",
      "UPDATE verdict_decisions SET decided_at = '2020-01-01T00:00:00.000Z'",
      "UPDATE attempts SET started_at = '2020-01-01T00:00:00.000Z', wall_seconds = 7",
      "UPDATE environments SET processor = 'Another', build = 'def'",
      "UPDATE job_runs SET reused = 1, origin = 'reused', stage = 'controls'",
      "UPDATE jobs SET name = 'another', priority = 5, reason = 'why not'")
    #expect(try sample.ledger.resultDigest(job: job) == seal)
  }

  @Test("of a job says nothing of other jobs")
  func otherJobs() throws {
    let other = try HandMadeJob(in: sample)
    try other.commit(0)
    try other.seal([.of("lambda=1", gain: 1)])
    #expect(try sample.ledger.resultDigest(job: job) == seal)
    #expect(throws: LedgerError.unknownJob(99)) { try sample.ledger.resultDigest(job: 99) }
  }
}
