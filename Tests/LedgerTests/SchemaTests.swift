import GRDB
import Testing

@testable import Ledger

@Suite("Schema") struct SchemaTests {
  @Test("explains every column of every table and view", arguments: Schema.tables + Schema.views)
  func documented(_ object: SchemaObject) throws {
    let sample = try SampleLedger()
    let columns = try sample.ledger.read {
      try String.fetchAll(
        $0, sql: "SELECT name FROM pragma_table_info(?)", arguments: [object.name])
    }
    #expect(object.columns.map(\.name) == columns)
    #expect(!columns.isEmpty && !object.purpose.isEmpty)
  }

  @Test(
    "keeps the columns of the public views",
    arguments: [
      (
        "job_list",
        """
        job name state priority submitted_at started_at ended_at attempts bundle_sha256 reason \
        report
        """
      ),
      (
        "results",
        "job run arm teacher student variant method seed split metric value value_kind"
      ),
      (
        "kd_gain",
        """
        job teacher student variant method split metric seeds rows student_mean distilled_mean gain \
        gain_lower gain_upper se_seeds se_rows p_value p_adjusted transfer transfer_lower \
        transfer_upper within_gain across_gain smoothed_gain fused_mean outcome claim selected
        """
      ),
      (
        "information",
        "job teacher student quantity estimator value_nats lower upper rows dimension recovered"
      ),
      (
        "verdicts",
        """
        job teacher student variant estimator rows i_teacher_student i_student_label delta \
        delta_lower delta_upper delta_within verdict decided_at observed_gain observed_lower \
        observed_upper agreed agreed_transfer
        """
      ),
      (
        "controls",
        "job teacher student variant metric arm learns_from gain lower upper expectation held"
      ),
      ("seed_statistics", "job arm teacher student variant split metric seeds mean sd"),
    ])
  func publicColumns(view: String, columns: String) throws {
    let object = try #require(Schema.views.first { $0.name == view })
    let promised = columns.split(separator: " ").map(String.init)
    #expect(Array(object.columns.map(\.name).prefix(promised.count)) == promised)
  }

  @Test("is strict everywhere")
  func strict() throws {
    let sample = try SampleLedger()
    let lax = try sample.ledger.read {
      try String.fetchAll(
        $0,
        sql: """
          SELECT name FROM pragma_table_list
          WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'
          """)
    }
    #expect(lax == [])
  }

  @Test(
    "refuses what cannot be",
    arguments: [
      ("UPDATE jobs SET state = 'SLEEPING'", "CHECK constraint failed"),
      ("UPDATE jobs SET state = 'COMPLETED'", "CHECK constraint failed"),
      ("UPDATE jobs SET priority = 101", "CHECK constraint failed"),
      ("UPDATE jobs SET priority = 'high'", "cannot store TEXT value in INTEGER column"),
      ("UPDATE metrics SET value = NULL WHERE ordinal = 0", "CHECK constraint failed"),
      ("UPDATE metrics SET value_kind = 'nan' WHERE ordinal = 0", "CHECK constraint failed"),
      ("UPDATE metrics SET value = 9e999 WHERE ordinal = 0", "CHECK constraint failed"),
      ("UPDATE metrics SET value_kind = 'odd' WHERE ordinal = 2", "CHECK constraint failed"),
      ("UPDATE comparisons SET outcome = 'great'", "CHECK constraint failed"),
      ("UPDATE job_runs SET run = 'unknown'", "FOREIGN KEY constraint failed"),
      ("DELETE FROM objects", "FOREIGN KEY constraint failed"),
      ("UPDATE verdict_decisions SET verdict = 'do not distil'", "written once"),
      ("DELETE FROM verdict_decisions", "written once"),
      ("UPDATE information_estimates SET value_nats = 9", "written once"),
      ("UPDATE events SET message = 'nothing happened'", "written once"),
      ("DELETE FROM events", "written once"),
      (
        "INSERT INTO events (at, level, kind, message) VALUES ('2026-08-01T12:30:05.250Z', "
          + "'information', 'SEALED', 'by hand')", "CHECK constraint failed"
      ),
    ])
  func refused(statement: String, message: String) throws {
    let sample = try SampleLedger()
    _ = try sample.fill(job: sample.insertJob())
    let error = #expect(throws: DatabaseError.self) { try sample.sql(statement) }
    #expect(error?.message?.contains(message) == true, "\(error?.message ?? "nothing")")
  }

  @Test("lets nobody write a verdict once its pair is distilled")
  func verdictTrigger() throws {
    let sample = try SampleLedger()
    _ = try sample.fill(job: sample.insertJob())
    let error = #expect(throws: DatabaseError.self) {
      try sample.sql(
        """
        INSERT INTO verdict_decisions (job, ordinal, teacher, student, variant, estimator, rows,
          verdict, reason, decided_at)
        VALUES (1, 7, 'pixels', 'morphology', 'later', 'ksg', 1, 'distil', 'hindsight',
          '2026-08-01T12:30:05.250Z')
        """)
    }
    #expect(error?.message == "a verdict is written before distillation")
  }
}

extension SchemaObject: CustomTestStringConvertible {
  public var testDescription: String { name }
}
