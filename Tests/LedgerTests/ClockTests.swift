import Records
import Synchronization
import Testing

@testable import Ledger

@Suite("A clock that runs backwards") struct ClockTests {
  let sample: SampleLedger
  var ledger: Ledger { sample.ledger }

  init() throws {
    let clock = BackwardClock()
    sample = try SampleLedger(clock: { clock.tick() })
  }

  @Test("changes neither the order of the queue nor what the ledger takes")
  func course() throws {
    let first = try sample.insertJob(receivedAt: Timestamp(milliseconds: 9_000))
    let second = try sample.insertJob(
      content: "other", receivedAt: Timestamp(milliseconds: 5_000))
    #expect(try ledger.nextQueuedJob()?.job == first)
    _ = try sample.fill(job: first)
    try ledger.complete(job: first, report: "reports/0001-digits")
    #expect(try ledger.nextQueuedJob()?.job == second)
    #expect(try ledger.recentJobs(limit: 1).map(\.job) == [second])
  }

  @Test("is recorded as it was; the first attempt is the first, and seconds come from elsewhere")
  func recorded() throws {
    let job = try sample.insertJob()
    let attempt = try sample.start(job)
    try ledger.finishAttempt(
      attempt, .init(outcome: .died, signal: 9, wallSeconds: 2, cpuSeconds: 1, peakBytes: 1))
    _ = try ledger.beginAttempt(.worker(job: job), environment: Sample.environment)
    try ledger.setState(job: job, to: .failed, reason: "no luck")

    let attempts = try ledger.attempts(on: .worker(job: job))
    let died = try #require(attempts.first)
    #expect(try #require(died.endedAt) < died.startedAt)
    #expect(died.ending?.wallSeconds == 2)
    let row = try ledger.job(job)
    #expect(row.startedAt == died.startedAt)
    #expect(try #require(row.endedAt) < #require(row.startedAt))
    #expect(try ledger.events(job: job).map(\.message).last == "FAILED: no luck")
  }
}

/// A minute back at every look.
private final class BackwardClock: Sendable {
  private let now = Atomic<Int64>(1_785_587_400_000)

  func tick() -> Timestamp {
    Timestamp(milliseconds: now.wrappingSubtract(60_000, ordering: .relaxed).newValue)
  }
}
