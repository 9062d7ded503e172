import GRDB
import Records
import Testing

@testable import Ledger

@Suite("A ledger an earlier Retort made, opened by this one") struct OldLedgerTests {
  private static let versions = [1, 2, 3]

  @Test("keeps every row it had", arguments: versions)
  func counts(version: Int) throws {
    let old = try OldLedger(version: version)
    let ledger = try Ledger.open(at: old.directory)
    let counts = [
      "drops": 4, "bundles": 1, "members": 2, "jobs": 3, "settings": 3, "environments": 1,
      "attempts": 2, "objects": 4, "runs": 4, "job_runs": 7, "metrics": 4,
      "verdict_decisions": 1, "information_estimates": 1, "comparisons": 2, "summaries": 2,
      "curves": 1, "report_files": 1, "events": 4, "run_inputs": 0, "borrowed_members": 0,
      "test_sets": 0, "nights": 2,
      // Two jobs that compared something, with the eight arms everyone had.
      "arms": 16, "cells": 2, "comparison_controls": 0, "metric_kinds": 1, "facts": 0,
      "run_products": 0, "checkpoints": 0, "grdb_migrations": 4,
    ]
    #expect(Set(counts.keys) == Set(Schema.tables.map(\.name)))
    for (table, count) in counts {
      #expect(try ledger.answer("SELECT count(*) FROM \(table)") == ["\(count)"], "\(table)")
    }
    #expect(try ledger.integrityProblems() == [] && ledger.brokenReferences() == [])
  }

  @Test("keeps its seals: the digests of its results are what they were", arguments: versions)
  func seals(version: Int) throws {
    let old = try OldLedger(version: version)
    let ledger = try Ledger.open(at: old.directory)
    for job in [1, 2] {
      #expect(try ledger.job(job).seal == OldLedger.seals[job - 1])
      #expect(try ledger.resultDigest(job: job) == OldLedger.seals[job - 1])
    }
  }

  @Test("answers what is asked of jobs, runs and gains", arguments: versions)
  func answers(version: Int) throws {
    let old = try OldLedger(version: version)
    let ledger = try Ledger.open(at: old.directory)
    #expect(
      try ledger.answer(
        """
        SELECT job, state, planned_runs, committed_runs, computed_runs, reused_runs, answered_at,
          repeats FROM job_list
        """) == [
          "1|COMPLETED|3|3|3|0|\(OldLedger.answeredAt)|-", "2|COMPLETED|4|3|1|1|-|-",
          "3|REJECTED|0|0|0|0|-|-",
        ])
    #expect(
      try ledger.answer("SELECT job, ordinal, setting, value FROM results ORDER BY 1, 2") == [
        "1|0||0.875", "1|1||0.5", "1|2||0.75", "2|0||0.875", "2|1||0.25", "2|2||0.25",
      ])
    #expect(
      try ledger.answer(
        "SELECT job, gain, setting, claim_p_value, student_variant, distilled_variant FROM kd_gain")
        == ["1|0.25||-|-|-", "2|0.5||-|-|-"])
    #expect(
      try ledger.answer("SELECT job, verdict, observed_gain, agreed, agreed_claim FROM verdicts")
        == ["1|distil|0.25|1|0"])
    #expect(
      try ledger.answer("SELECT job, stage, planned_runs, committed_runs FROM stages ORDER BY 1")
        == ["1||3|3", "2||4|3"])
    #expect(
      try ledger.answer(
        "SELECT DISTINCT job, ordinal, origin, computed_by_job FROM lineage ORDER BY 1, 2") == [
          "1|0|computed|1", "1|1|computed|1", "1|2|computed|1", "2|0|reused|1", "2|1|computed|2",
          "2|2|shared|2",
        ])
  }

  @Test(
    "sets its nights side by side, with what it knew of them",
    arguments: [
      (1, "specification|1|1"), (2, "specification|1|1"), (3, "engine|70|80"),
    ])
  func nights(version: Int, words: String) throws {
    let old = try OldLedger(version: version)
    let ledger = try Ledger.open(at: old.directory)
    #expect(
      try ledger.answer(
        """
        SELECT job, previous_job, gain_then, gain, moved, verdict_then, verdict, duplicates, changed,
          computed_runs, reused_runs FROM nightly
        """) == ["2|1|0.25|0.5|1|distil|-|1|\(words)"])
  }

  @Test(
    "is waited for as before: a job without an answer, where none was recorded", arguments: versions
  )
  func unanswered(version: Int) throws {
    let old = try OldLedger(version: version)
    #expect(try Ledger.open(at: old.directory).unansweredJobs() == [2])
  }

  @Test("keeps the rules on what is written once, and on verdicts", arguments: versions)
  func rules(version: Int) throws {
    let old = try OldLedger(version: version)
    let ledger = try Ledger.open(at: old.directory)
    for statement in [
      "UPDATE events SET message = ''", "DELETE FROM verdict_decisions",
      "UPDATE information_estimates SET value_nats = 0",
      """
      INSERT INTO verdict_decisions SELECT job, 1, teacher, student, 'later', estimator, rows, NULL,
        NULL, NULL, NULL, NULL, NULL, verdict, reason, NULL, NULL, decided_at FROM verdict_decisions
      """,
    ] {
      #expect(throws: LedgerError.self, "\(statement)") {
        try ledger.write { try $0.execute(sql: statement) }
      }
    }
  }

  @Test(
    "has the views and indexes of today and no others, and is migrated once", arguments: versions)
  func shape(version: Int) throws {
    let old = try OldLedger(version: version)
    let query = "SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1, 2"
    let migrated = try Ledger.open(at: old.directory).answer(query)
    #expect(try migrated == SampleLedger().answer(query))
    #expect(try Ledger.open(at: old.directory).answer(query) == migrated)
    #expect(try Ledger.openReadOnly(at: old.directory).jobs().count == 3)
  }

  @Test("can be gone on with: the next night is set against its last", arguments: versions)
  func next(version: Int) throws {
    let old = try OldLedger(version: version)
    let ledger = try Ledger.open(at: old.directory)
    let drop = try ledger.recordDrop(claim: "next", name: "x.tar", receivedAt: .zero)
    let sample = try SampleLedger()
    var new = try sample.newJob(drop: drop.drop, name: "sweep")
    for member in new.bundle.members {
      _ = try ledger.objects.copy(member.sha256, from: sample.ledger.objects)
    }
    new.settings = []
    let job = try ledger.insertJob(new)
    try ledger.setState(job: job, to: .running)
    _ = try ledger.seal(
      job: job, SealRecord(comparisons: [], summaries: [], curves: [], files: []))
    #expect(
      try ledger.answer("SELECT previous_job FROM nights WHERE job = \(job)") == ["2"])
  }
}
