import GRDB
import Testing

@testable import Ledger

@Suite("A ledger of an earlier version") struct MigrationTests {
  /// Takes away what the versions after one have added.
  private func makeVersion(_ version: Int, _ sample: SampleLedger) throws {
    try sample.ledger.write { database in
      let found = try Row.fetchAll(
        database,
        sql: """
          SELECT type, name FROM sqlite_schema
          WHERE type = 'view' OR (type = 'index' AND sql IS NOT NULL)
          """)
      for row in found {
        try database.execute(sql: "DROP \(row["type"] as String) \(row["name"] as String)")
      }
      for column in [
        "comparisons DROP COLUMN claim_p_value", "comparisons DROP COLUMN student_variant",
        "comparisons DROP COLUMN distilled_variant",
      ] { try database.execute(sql: "ALTER TABLE \(column)") }
      if version < 3 { try self.removeVersion3(database) }
      if version == 1 { try database.execute(sql: "ALTER TABLE jobs DROP COLUMN answered_at") }
      try database.execute(
        sql: """
          CREATE INDEX jobs_by_state ON jobs (state, priority, submitted_at);
          CREATE VIEW job_list (job) AS SELECT id FROM jobs;
          PRAGMA user_version = \(version);
          """)
    }
  }

  private func removeVersion3(_ database: Database) throws {
    for column in [
      "job_runs DROP COLUMN setting", "job_runs DROP COLUMN stage",
      "comparisons DROP COLUMN setting", "summaries DROP COLUMN setting",
      "curves DROP COLUMN setting", "jobs DROP COLUMN repeats", "objects DROP COLUMN pruned_at",
      "jobs DROP COLUMN dataset_sha256", "job_runs DROP COLUMN origin",
    ] { try database.execute(sql: "ALTER TABLE \(column)") }
    for table in ["run_inputs", "borrowed_members", "test_sets", "nights"] {
      try database.execute(sql: "DROP TABLE \(table)")
    }
  }

  @Test(
    "is brought up to date when it is opened, and keeps what it knows", arguments: [1, 2, 3])
  func migrated(from version: Int) throws {
    let sample = try SampleLedger()
    let answered = try sample.insertJob(content: "one")
    let unanswered = try sample.insertJob(content: "two")
    for job in [answered, unanswered] { try sample.ledger.setState(job: job, to: .failed) }
    try sample.ledger.recordAnswer(job: answered)
    let before = try sample.ledger.job(answered)
    try makeVersion(version, sample)

    let reader = #expect(throws: LedgerError.self) {
      try Ledger.openReadOnly(at: sample.ledger.directory)
    }
    guard case .older? = reader else {
      Issue.record("a reader took an old ledger for a new one")
      return
    }
    let opened = try Ledger.open(at: sample.ledger.directory)
    #expect(try opened.job(answered) == before)
    #expect(try opened.unansweredJobs() == [unanswered])
    #expect(try opened.integrityProblems().isEmpty)
    let shape = "SELECT type, name FROM sqlite_schema ORDER BY type, name"
    let fresh = try SampleLedger()
    #expect(
      try opened.read { try Row.fetchAll($0, sql: shape) }
        == fresh.ledger.read { try Row.fetchAll($0, sql: shape) })
  }

  @Test(
    "of version 2 learns where its runs came from, what its data is and which nights it has seen")
  func nights() throws {
    let sample = try SampleLedger()
    let jobs = try ["one", "two"].map { content in
      let job = try sample.insertJob(content: content)
      _ = try sample.fill(job: job, wasComputed: content == "one")
      return job
    }
    func known(_ ledger: Ledger) throws -> [JobReport] {
      try jobs.map { job in
        var report = try ledger.jobReport(job: job)
        // Who looks at test rows is counted from version 3 on.
        report.testSets = []
        return report
      }
    }
    // Jobs of version 2 were sealed without what a claim is made of.
    try sample.ledger.write { database in
      try database.execute(
        sql: """
          UPDATE comparisons
          SET claim_p_value = NULL, student_variant = NULL, distilled_variant = NULL
          """)
    }
    let before = try known(sample.ledger)
    let seals = try jobs.map { try sample.ledger.resultDigest(job: $0) }
    try makeVersion(2, sample)

    let opened = try Ledger.open(at: sample.ledger.directory)
    let after = try known(opened)
    #expect(after == before)
    #expect(after.map(\.night?.previousJob) == [nil, jobs[0]])
    #expect(try jobs.map { try opened.resultDigest(job: $0) } == seals)
    #expect(before.allSatisfy { $0.job.datasetSHA256 != nil })
  }
}
