import GRDB
import Records
import Testing

@testable import Ledger

@Suite("The cells of a job") struct CellNumbersTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  private static let plain = Cell([
    .init("training.epochs", .integer(30)), .init("training.dropout", .number(0.5)),
    .init("student.network", .text("mlp 64, dropout 0.1")), .init("data.standardise", .flag(true)),
  ])

  private func plan(_ cells: [Cell]) -> [PlannedRunRecord] {
    cells.enumerated().map { ordinal, cell in
      PlannedRunRecord(
        ordinal: ordinal, arm: "distilled", teacher: "pixels", student: "morphology",
        variant: "\(cell)", method: "hinton", seed: ordinal, cell: cell,
        scope: ordinal == 0 ? .once : .seed)
    }
  }

  @Test("come back with their types, in the order of the sweep, from every record that has one")
  func types() throws {
    let cells = [
      Self.plain, Cell(), Cell([.init("method.lambda", .integer(1))], part: "selected"),
      Cell([.init("method.lambda", .number(1))], part: "selected"), Cell(part: "late fusion"),
    ]
    let job = try HandMadeJob(in: sample, plan: plan(cells))
    #expect(try job.ledger.plan(job: job.job) == plan(cells))

    var verdict = VerdictRecord.of("distil")
    (verdict.cell, verdict.key) = (Self.plain, String(repeating: "a", count: 64))
    try job.ledger.commitVerdict(job: job.job, verdict)
    #expect(try job.ledger.commitVerdict(job: job.job, verdict) == .unchanged)
    #expect(try job.ledger.committedVerdicts(job: job.job) == [verdict])
    var comparison = ComparisonRecord.of("x")
    comparison.cell = cells[2]
    let summary = SummaryRecord(ordinal: 0, section: "arm", cell: cells[4])
    try job.seal([comparison], summaries: [summary])
    #expect(try job.ledger.gains(job: job.job).map(\.cell) == [cells[2]])
    #expect(try job.ledger.summaries(job: job.job, section: "arm") == [summary])
    #expect(try job.ledger.verdicts(job: job.job).map(\.decision.cell) == [Self.plain])
  }

  @Test("are numbered once a job, wherever they are met again")
  func numbers() throws {
    let other = Cell([.init("method.lambda", .number(0.5))])
    let job = try HandMadeJob(in: sample, plan: plan([Self.plain, Cell(), Self.plain, other]))
    var comparison = ComparisonRecord.of("x")
    comparison.cell = other
    try job.seal([comparison])
    #expect(
      try sample.answer("SELECT cell FROM job_runs ORDER BY ordinal") == ["0", "-", "0", "1"])
    #expect(try sample.answer("SELECT cell FROM comparisons") == ["1"])
    #expect(try sample.answer("SELECT count(DISTINCT cell) FROM cells") == ["2"])
    let second = try HandMadeJob(in: sample, plan: plan([other]))
    #expect(
      try sample.answer("SELECT cell FROM job_runs WHERE job = \(second.job)") == ["0"])
  }

  @Test("can be asked for as numbers in SQL")
  func sql() throws {
    let cells = [0.25, 0.5, 1].map { Cell([.init("method.lambda", .number($0))]) }
    _ = try HandMadeJob(in: sample, plan: plan(cells))
    #expect(
      try sample.answer(
        """
        SELECT variant, value FROM job_runs JOIN cells USING (job, cell)
        WHERE key = 'method.lambda' AND value >= 0.5 ORDER BY value
        """) == ["lambda=0.5|0.5", "lambda=1|1.0"])
  }

  @Test("hold no number that is none: it is kept in words")
  func notFinite() throws {
    let cell = Cell([.init("method.lambda", .number(.infinity))])
    let job = try HandMadeJob(in: sample, plan: plan([cell]))
    #expect(
      try job.ledger.plan(job: job.job).map(\.cell) == [
        Cell([.init("method.lambda", .text("inf"))])
      ])
  }

  @Test("have arms beside them that are read as they were described")
  func arms() throws {
    let arm = Arm(
      "frozen-aligner", .control, learnsFrom: "labels | and", meaning: "whose aligner stands still",
      expectation: .doesNotGain, isReference: true,
      wording: ArmWording(
        sees: .both, aside: "as it began", label: "frozen", advice: "Do without.",
        tuning: "has none.", remains: 7))
    let job = try HandMadeJob(in: sample) { $0.arms.append(arm) }
    #expect(try job.ledger.arms(job: job.job) == .sample + [arm])
    #expect(try job.ledger.jobReport(job: job.job).arms == .sample + [arm])
  }
}
