import GRDB
import Testing

@testable import Ledger

@Suite("A ledger of an earlier version") struct MigrationTests {
  /// Takes away what version 2 has added.
  private func makeVersionOne(_ sample: SampleLedger) throws {
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
      try database.execute(
        sql: """
          ALTER TABLE jobs DROP COLUMN answered_at;
          CREATE INDEX jobs_by_state ON jobs (state, priority, submitted_at);
          CREATE VIEW job_list (job) AS SELECT id FROM jobs;
          PRAGMA user_version = 1;
          """)
    }
  }

  @Test("is brought up to date when it is opened, and keeps what it knows")
  func migrated() throws {
    let sample = try SampleLedger()
    let answered = try sample.insertJob(content: "one")
    let unanswered = try sample.insertJob(content: "two")
    for job in [answered, unanswered] { try sample.ledger.setState(job: job, to: .failed) }
    try sample.ledger.recordAnswer(job: answered)
    let before = try sample.ledger.job(answered)
    try makeVersionOne(sample)

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
}
