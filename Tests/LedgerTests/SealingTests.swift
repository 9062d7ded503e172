import Digests
import Records
import Testing

@testable import Ledger

@Suite("Sealing") struct SealingTests {
  @Test("gives the same digest whatever the order of the runs, the times and the job's number")
  func independent() throws {
    let one = try SampleLedger()
    let first = try one.fill(job: one.insertJob())

    let two = try SampleLedger(startingAt: 1_800_000_000_000)
    _ = try two.insertJob(name: "another", content: "another")
    let job = try two.insertJob()
    let second = try two.fill(job: job, order: [9, 4, 8, 5, 7, 6], seconds: 77)
    #expect(job == 2 && first == second)
    #expect(Digest(hex: first) != nil)
  }

  @Test("digests every number")
  func sensitive() throws {
    let sample = try SampleLedger()
    let job = try sample.insertJob()
    let seal = try sample.fill(job: job)
    #expect(try sample.ledger.resultDigest(job: job) == seal)
    for change in [
      "UPDATE metrics SET value = value + 1e-12 WHERE ordinal = 1",
      "UPDATE comparisons SET gain = gain + 1e-12",
      "UPDATE comparisons SET transfer_reference = NULL",
      "UPDATE summaries SET text = 'Distil!' WHERE section = 'conclusion'",
    ] {
      let before = try sample.ledger.resultDigest(job: job)
      try sample.sql(change)
      #expect(try sample.ledger.resultDigest(job: job) != before, "\(change)")
    }
  }

  @Test("closes a job: once, and for good")
  func closed() throws {
    let sample = try SampleLedger()
    let job = try sample.insertJob()
    let seal = try sample.fill(job: job)
    #expect(try sample.ledger.seal(job: job, try sample.sealRecord()) == seal)
    #expect(try sample.ledger.job(job).seal == seal)
    let attempt = try sample.ledger.beginAttempt(
      .worker(job: job), environment: Sample.environment)
    #expect(throws: LedgerError.sealed(job: job)) {
      try sample.ledger.commitRun(job: job, attempt: attempt, try sample.run(0))
    }
    #expect(throws: LedgerError.sealed(job: job)) {
      try sample.ledger.commitVerdict(job: job, Sample.verdict)
    }
  }

  @Test("warns of places no run could fill")
  func unfilled() throws {
    let sample = try SampleLedger()
    let job = try sample.insertJob()
    _ = try sample.fill(job: job, order: [4, 5, 6, 7])
    let warning = try sample.ledger.events(job: job).first { $0.kind == "UNFILLED" }
    #expect(warning?.message == "2 planned runs could not be computed, the first is run 8")
  }

  @Test("comes before completion, which is the only way to COMPLETED")
  func completion() throws {
    let sample = try SampleLedger()
    let job = try sample.insertJob()
    _ = try sample.start(job)
    #expect(throws: LedgerError.notSealed(job: job)) {
      try sample.ledger.complete(job: job, report: "reports/0001-digits/report.md")
    }
    #expect(throws: LedgerError.notSealed(job: job)) {
      try sample.ledger.setState(job: job, to: .completed)
    }
    _ = try sample.ledger.seal(job: job, try sample.sealRecord())
    try sample.ledger.complete(job: job, report: "reports/0001-digits/report.md")
    try sample.ledger.complete(job: job, report: "reports/0001-digits/report.md")
    let row = try sample.ledger.job(job)
    #expect(row.state == .completed && row.report == "reports/0001-digits/report.md")
    #expect(
      try sample.ledger.events(job: job).map(\.message) == [
        "QUEUED", "RUNNING", "10 planned runs could not be computed, the first is run 0",
        "all result rows are final", "COMPLETED",
      ])
  }
}
