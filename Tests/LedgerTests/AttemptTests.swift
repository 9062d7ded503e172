import Records
import Testing

@testable import Ledger

@Suite("Attempts") struct AttemptTests {
  let sample: SampleLedger
  var ledger: Ledger { sample.ledger }

  init() throws { sample = try SampleLedger() }

  func end(_ attempt: Int, _ outcome: AttemptRecord.Outcome) throws {
    try ledger.finishAttempt(
      attempt,
      .init(
        outcome: outcome, signal: outcome == .died ? 9 : nil, wallSeconds: 2, cpuSeconds: 1,
        peakBytes: 3, reason: outcome == .died ? "killed" : nil))
  }

  @Test("have a row before they end, and end once")
  func rows() throws {
    let drop = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    let attempt = try ledger.beginAttempt(
      .intake(drop: drop.drop), environment: Sample.environment)
    #expect(try ledger.attempts(on: .intake(drop: drop.drop)).map(\.ending) == [nil])
    try end(attempt, .died)
    let ended = try #require(try ledger.attempts(on: .intake(drop: drop.drop)).first)
    #expect(ended.ending?.signal == 9 && ended.endedAt != nil)
    #expect(throws: LedgerError.unknownAttempt(attempt)) { try end(attempt, .finished) }
    #expect(try sample.value(String.self, "SELECT place FROM failures") == "died, signal 9")
  }

  @Test("deaths in a row are counted from the last; interruptions neither count nor break the row")
  func deaths() throws {
    let job = try sample.insertJob()
    try ledger.setState(job: job, to: .running)
    for outcome in [AttemptRecord.Outcome.failed, .died, .interrupted, .died] {
      try end(
        try ledger.beginAttempt(.worker(job: job), environment: Sample.environment), outcome)
    }
    #expect(try ledger.deathsInARow(on: .worker(job: job)) == 2)
    #expect(try ledger.job(job).attempts == 4)

    let attempt = try ledger.beginAttempt(.worker(job: job), environment: Sample.environment)
    try ledger.commitRun(job: job, attempt: attempt, try sample.run(0))
    try end(attempt, .died)
    #expect(try ledger.deathsInARow(on: .worker(job: job)) == 0)
  }

  @Test("left open by a daemon that died are interrupted; their jobs queue again or await a report")
  func recovery() throws {
    let half = try sample.insertJob()
    let attempt = try sample.start(half)
    let sealed = try sample.insertJob(content: "other")
    _ = try sample.fill(job: sealed)
    let recovery = try ledger.recover()
    #expect(
      recovery
        == Recovery(
          interruptedAttempts: [attempt], requeuedJobs: [half], unreportedJobs: [sealed]))
    #expect(try ledger.job(half).state == .queued)
    #expect(
      try ledger.recover()
        == Recovery(interruptedAttempts: [], requeuedJobs: [], unreportedJobs: [sealed]))
  }
}
