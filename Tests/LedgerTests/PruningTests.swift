import Foundation
import Records
import Testing

@testable import Ledger

@Suite("Pruning") struct PruningTests {
  let sample: SampleLedger
  var ledger: Ledger { sample.ledger }
  /// Later than every ending in these tests.
  static let later = Timestamp(milliseconds: 4_000_000_000_000)

  init() throws { sample = try SampleLedger() }

  /// A completed job with ten runs.
  private func completed(content: String = "content") throws -> Int {
    let job = try sample.insertJob(content: content)
    _ = try sample.fill(job: job)
    try ledger.complete(job: job, report: "reports/\(job)")
    return job
  }

  private func names() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: ledger.objects.path).count - 1
  }

  @Test("gives up what old runs left; rows, members and files of reports stay")
  func old() throws {
    let job = try completed()
    let before = try ledger.jobReport(job: job)
    let planned = try ledger.pruning(.endedBefore(Self.later))
    #expect(planned.jobs == 1 && planned.objects == 10 && planned.bytes == 100)
    #expect(try names() == 13)
    #expect(try ledger.markPruned(.endedBefore(Self.later)) == planned)
    #expect(try ledger.removePrunedFiles() == 100)
    #expect(try names() == 3)

    #expect(try ledger.jobReport(job: job) == before)
    #expect(try ledger.resultDigest(job: job) == before.seal)
    #expect(try ledger.namedObjects(job: job).count(where: \.isPruned) == 10)
    #expect(try ledger.events(job: job).last?.kind == "PRUNED")
    #expect(try ledger.pruning(.endedBefore(Self.later)).objects == 0)
    #expect(try ledger.brokenReferences().isEmpty)
  }

  @Test("keeps what ended after the moment, and what a later job shares")
  func young() throws {
    _ = try completed()
    let early = Timestamp(milliseconds: 1)
    #expect(try ledger.markPruned(.endedBefore(early)).objects == 0)
    let between = try #require(try ledger.job(1).endedAt)
    let second = try sample.insertJob(content: "two")
    let attempt = try sample.start(second)
    try ledger.commitRun(job: second, attempt: attempt, try sample.run(0))
    try ledger.setState(job: second, to: .failed)
    #expect(try ledger.job(second).endedAt ?? early > between)
    let after = try #require(try ledger.job(second).endedAt)
    #expect(try ledger.markPruned(.endedBefore(after)).objects == 9)
    #expect(try !ledger.isPruned(sample.run(0).products))
  }

  @Test("keeps what a job that waits or runs may read, and says for which")
  func needed() throws {
    let job = try completed()
    let open = try sample.insertJob(content: "open")
    let pruning = try ledger.markPruned(.endedBefore(Self.later))
    #expect(pruning.objects == 0 && pruning.neededObjects == 10 && pruning.neededBy == open)
    #expect(throws: LedgerError.needed(job: job, by: open, state: .queued)) {
      try ledger.markPruned(.jobs([job]))
    }
    _ = try sample.start(open)
    #expect(throws: LedgerError.needed(job: open, by: open, state: .running)) {
      try ledger.markPruned(.jobs([open]))
    }
    #expect(try names() == 13)
    try ledger.setState(job: open, to: .failed)
    #expect(try ledger.markPruned(.jobs([job])).objects == 10)
    #expect(throws: LedgerError.unknownJob(99)) { try ledger.markPruned(.jobs([99])) }
  }

  @Test("a run whose products are gone is not reused but computed again, and is there again")
  func again() throws {
    _ = try completed()
    try ledger.markPruned(.endedBefore(Self.later))
    try ledger.removePrunedFiles()
    let second = try sample.insertJob(content: "two")
    #expect(try ledger.reusableRuns(job: second).isEmpty)
    let attempt = try sample.start(second)
    let run = try sample.run(0)
    #expect(try ledger.commitRun(job: second, attempt: attempt, run) == .reused)
    #expect(try !ledger.isPruned(run.products))
    #expect(try ledger.reusableRuns(job: second).map(\.key) == [run.key])
    #expect(try ledger.removePrunedFiles() == 0)
    #expect(try ledger.objects.contains(run.products))
  }

  @Test("that was ended between rows and files is finished by the next")
  func killed() throws {
    _ = try completed()
    try ledger.markPruned(.endedBefore(Self.later))
    #expect(try names() == 13)
    #expect(try ledger.markPruned(.endedBefore(Self.later)).objects == 0)
    #expect(try ledger.removePrunedFiles() == 100)
    #expect(try names() == 3)
  }
}
