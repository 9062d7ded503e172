import GRDB
import Records
import Testing

@testable import Ledger

@Suite("A ledger of version 4, as its own Retort wrote it") struct Version4LedgerTests {
  let old: OldLedger

  init() throws { old = try OldLedger(dumped: "version-4") }

  /// Its views with the columns they had.
  private func views() throws -> [(name: String, columns: String)] {
    try old.answer("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name").map { view in
      let columns = try old.answer("SELECT name FROM pragma_table_info('\(view)')")
      return (view, columns.joined(separator: ", "))
    }
  }

  @Test("shows in every view the rows it showed, number by number, once it is migrated")
  func rows() throws {
    let views = try views()
    #expect(views.count == 11)
    func query(_ view: (name: String, columns: String)) -> String {
      "SELECT \(view.columns) FROM \(view.name) ORDER BY \(view.columns)"
    }
    let before = try views.map { try old.answer(query($0)) }
    let ledger = try Ledger.open(at: old.directory)
    for (view, rows) in zip(views, before) {
      #expect(!rows.isEmpty, "\(view.name)")
      #expect(try ledger.answer(query(view)) == rows, "\(view.name)")
    }
  }

  @Test("has as many rows in every table it had, with the same sums")
  func sums() throws {
    let tables = try old.answer(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    let gone: Set = ["within_gain", "across_gain", "class_mean_gain", "smoothed_gain"]
    let queries = try tables.map { table in
      let columns = try old.answer("SELECT name FROM pragma_table_info('\(table)')")
        .filter { !gone.contains($0) }
      let sums = columns.flatMap { ["count(\($0))", "total(\($0))", "total(length(\($0)))"] }
      return "SELECT count(*), \(sums.joined(separator: ", ")) FROM \(table)"
    }
    let before = try queries.map { try old.answer($0) }
    let ledger = try Ledger.open(at: old.directory)
    for (query, sums) in zip(queries, before) { #expect(try ledger.answer(query) == sums) }
    #expect(try ledger.integrityProblems() == [] && ledger.brokenReferences() == [])
  }

  @Test("keeps its seals, which follow the rule of its time")
  func seals() throws {
    let seals = try old.answer("SELECT seal FROM job_list WHERE seal IS NOT NULL ORDER BY job")
    let ledger = try Ledger.open(at: old.directory)
    #expect(try [1, 2, 3].map { try ledger.resultDigest(job: $0) } == seals)
    #expect(
      try ledger.answer("SELECT DISTINCT form FROM events WHERE kind = 'SEALED'") == ["-"])
  }

  @Test("has its four gains of controls as rows, in the order in which they were tested")
  func controls() throws {
    let gains = try old.answer(
      """
      SELECT count(class_mean_gain) + count(smoothed_gain) + count(across_gain)
        + count(within_gain), total(class_mean_gain) + total(smoothed_gain) + total(across_gain)
        + total(within_gain) FROM comparisons
      """)
    let ledger = try Ledger.open(at: old.directory)
    #expect(
      try ledger.answer("SELECT count(gain), total(gain) FROM comparison_controls") == gains)
    #expect(
      try ledger.answer(
        """
        SELECT arm, expectation, gain, held FROM controls WHERE job = 1 AND ordinal = 1
        ORDER BY control_ordinal
        """) == [
          "class-mean|stays below distilled|0.03125|-",
          "smoothed|stays below distilled|0.0078125|-",
          "across|does not gain|-0.0078125|-", "within|stays below distilled|0.015625|-",
        ])
  }

  @Test("has the arms of its jobs, worded for classes or for a real target")
  func arms() throws {
    let ledger = try Ledger.open(at: old.directory)
    let arms = try ledger.arms(job: 1)
    #expect(
      arms.map(\.word) == [
        "teacher", "student", "distilled", "fused", "class-mean", "smoothed", "within", "across",
        "self",
      ])
    #expect(arms.baseline?.word == "student" && arms.distilled?.word == "distilled")
    #expect(arms[word: "within"]?.wording.aside == "teacher rows shuffled inside each class")
    let real = try ledger.arms(job: 3)
    #expect(real[word: "within"]?.wording.aside == "teacher rows shuffled inside each decile")
    #expect(real[word: "smoothed"]?.learnsFrom == "targets shrunk to their mean: no teacher")
    // Half done: planned, never compared.
    #expect(try ledger.arms(job: 5).count == 9)
    #expect(try ledger.arms(job: 4).isEmpty)
  }

  @Test("has its cells value by value, also where a value holds commas")
  func cells() throws {
    let ledger = try Ledger.open(at: old.directory)
    let first = try #require(try ledger.gains(job: 1).first)
    #expect(
      first.cell.settings.map { "\($0.key) is \($0.value)" } == [
        "student.network is mlp 64, dropout 0.1", "training.epochs is 30",
      ])
    #expect(first.cell["lambda"] == .number(0.5) && first.cell["temperature"] == .integer(4))
    #expect("\(first.cell)" == first.variant)
    #expect(
      try ledger.committedVerdicts(job: 1).map(\.cell.settings) == [
        first.cell.settings,
        [.init("student.network", .text("linear")), .init("training.epochs", .integer(60))],
      ])
    let plan = try ledger.plan(job: 1)
    #expect(
      Set(plan.map(\.cell.part)) == [
        "", "selected, out of fold", "selected", "concatenation", "late fusion",
        "selected, permutation 2",
      ])
    #expect(try ledger.plan(job: 5).first?.cell.isEmpty == true)
  }

  @Test("answers every documented query")
  func cookbook() throws {
    let ledger = try Ledger.open(at: old.directory)
    for query in LedgerDocumentation.queries {
      #expect(throws: Never.self, "\(query.question)") { try ledger.answer(query.sql) }
    }
  }

  @Test("can be gone on with: its open job takes verdicts before, and none after, distillation")
  func goesOn() throws {
    let ledger = try Ledger.open(at: old.directory)
    try ledger.commitVerdict(job: 5, .of("distil"))
    #expect(throws: LedgerError.self) {
      try ledger.write {
        try $0.execute(
          sql: """
            UPDATE job_runs SET run = (SELECT min(key) FROM runs) WHERE job = 5 AND arm = 'within';
            INSERT INTO verdict_decisions SELECT job, 9, teacher, student, 'later', estimator, rows,
              NULL, NULL, NULL, NULL, NULL, NULL, verdict, reason, NULL, NULL, decided_at, NULL, ''
            FROM verdict_decisions WHERE job = 5
            """)
      }
    }
  }
}
