import Records
import Testing

@testable import Ledger

@Suite("Verdicts") struct VerdictTests {
  let sample: SampleLedger
  let job: Int
  let attempt: Int
  var ledger: Ledger { sample.ledger }

  init() throws {
    sample = try SampleLedger()
    job = try sample.insertJob()
    attempt = try sample.start(job)
  }

  @Test("are written once; the first stays")
  func once() throws {
    #expect(try ledger.commitVerdict(job: job, Sample.verdict) == .stored)
    #expect(try ledger.commitVerdict(job: job, Sample.verdict) == .unchanged)
    var other = Sample.verdict
    other.verdict = "do not distil"
    #expect(try ledger.commitVerdict(job: job, other) == .differs)
    let kept = try ledger.committedVerdicts(job: job)
    #expect(kept.map(\.verdict) == ["distil"])
    #expect(kept.first?.information == Sample.verdict.information)
    #expect(kept.first?.deltaWithin == nil, "an infinity is no number")
    #expect(try ledger.events(job: job).last?.kind == "DIFFERS")
  }

  @Test("come before any distilled run or control of their pair", arguments: [4, 8])
  func tooLate(ordinal: Int) throws {
    try ledger.commitRun(job: job, attempt: attempt, try sample.run(ordinal))
    let error = #expect(throws: LedgerError.self) {
      try ledger.commitVerdict(job: job, Sample.verdict)
    }
    #expect(
      error?.description == """
        job 1: a verdict for pixels → morphology comes after a distilled run of that pair
        verdicts are written before distillation, or not at all
        """)
  }

  @Test("may follow teachers and students, and other pairs' distilled runs")
  func inTime() throws {
    for ordinal in 0..<4 {
      try ledger.commitRun(job: job, attempt: attempt, try sample.run(ordinal))
    }
    try ledger.commitVerdict(job: job, Sample.verdict)
    try ledger.commitRun(job: job, attempt: attempt, try sample.run(4))
    var other = Sample.verdict
    other.ordinal = 1
    other.teacher = "zernike"
    #expect(try ledger.commitVerdict(job: job, other) == .stored)
  }

  @Test("already written may be repeated after distillation, as a resumed worker does")
  func resumed() throws {
    try ledger.commitVerdict(job: job, Sample.verdict)
    try ledger.commitRun(job: job, attempt: attempt, try sample.run(4))
    #expect(try ledger.commitVerdict(job: job, Sample.verdict) == .unchanged)
  }
}
