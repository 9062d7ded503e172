import Digests
import Records
import Testing

@testable import Ledger

@Suite("Runs") struct RunTests {
  let sample: SampleLedger
  let job: Int
  let attempt: Int
  var ledger: Ledger { sample.ledger }

  init() throws {
    sample = try SampleLedger()
    job = try sample.insertJob()
    attempt = try sample.start(job)
  }

  @Test("are committed once; a repeated frame changes nothing")
  func repeated() throws {
    let run = try sample.run(0)
    #expect(try ledger.commitRun(job: job, attempt: attempt, run) == .stored)
    let before = try ledger.jobReport(job: job)
    #expect(try ledger.commitRun(job: job, attempt: attempt, run) == .unchanged)
    #expect(try ledger.jobReport(job: job) == before)
    #expect(try ledger.events(job: job).map(\.kind) == ["STATE", "STATE"])
  }

  @Test("that fill several places are reused at all but the first")
  func places() throws {
    var run = try sample.run(2)
    run.ordinals = [3, 2]
    try ledger.commitRun(job: job, attempt: attempt, run)
    let rows = try ledger.jobReport(job: job).results.filter {
      $0.metric == "accuracy" && $0.split == "test"
    }
    #expect(rows.map(\.ordinal) == [2, 3] && rows.map(\.reused) == [false, true])
    #expect(try ledger.committedRuns(job: job).map(\.key) == [run.key])
  }

  @Test("of an earlier job are offered, reused and marked; a rerun is offered only its own")
  func reuse() throws {
    let run = try sample.run(0)
    try ledger.commitRun(job: job, attempt: attempt, run)
    let second = try sample.insertJob(content: "other epochs")
    #expect(try ledger.reusableRuns(job: second).map(\.key) == [run.key])
    #expect(try ledger.committedRuns(job: second) == [])
    var known = run
    known.wasComputed = false
    #expect(
      try ledger.commitRun(job: second, attempt: try sample.start(second), known) == .reused)
    #expect(try ledger.jobReport(job: second).results.allSatisfy(\.reused))
    #expect(
      try ledger.runOrigins(job: second) == RunOrigins(reused: [.init(job: job, runs: 1)]))

    let rerun = try sample.insertJob(rerun: true)
    #expect(try ledger.reusableRuns(job: rerun) == [])
    #expect(try ledger.commitRun(job: rerun, attempt: try sample.start(rerun), run) == .reused)
    #expect(try ledger.runOrigins(job: rerun) == RunOrigins(repeated: 1))
    #expect(try ledger.jobReport(job: rerun).results.allSatisfy { !$0.reused })
    #expect(try ledger.runs(keys: [run.key, "unknown"]).keys.sorted() == [run.key])
  }

  @Test("computed again with other numbers stay as they were, and a warning says so")
  func differs() throws {
    var run = try sample.run(0)
    try ledger.commitRun(job: job, attempt: attempt, run)
    let before = try ledger.jobReport(job: job).results
    run.metrics[1].value = LedgerValue(0.5)
    #expect(try ledger.commitRun(job: job, attempt: attempt, run) == .differs)
    #expect(try ledger.jobReport(job: job).results == before)
    let event = try #require(try ledger.events(job: job).last)
    #expect(event.kind == "DIFFERS" && event.level == .warning)
    #expect(
      event.message == "run \(run.key) was computed again with other numbers; the first stay")
  }

  @Test("keep what is not a number as a kind, and never a NULL without one")
  func kinds() throws {
    var run = try sample.run(0)
    let values: [Double?] = [0.25, .nan, .infinity, -.infinity, nil]
    run.metrics = values.enumerated().map {
      MetricRecord(split: "test", metric: "m\($0.offset)", value: LedgerValue($0.element))
    }
    try ledger.commitRun(job: job, attempt: attempt, run)
    let results = try ledger.jobReport(job: job).results
    #expect(results.map(\.value) == run.metrics.map(\.value))
    #expect(
      results.map(\.value.kind.rawValue) == ["finite", "nan", "+inf", "-inf", "undefined"])
  }

  @Test("that diverged are results with a reason")
  func diverged() throws {
    try ledger.commitRun(job: job, attempt: attempt, try sample.run(4, status: .diverged))
    let report = try ledger.jobReport(job: job)
    #expect(report.divergences.map(\.ordinal) == [4])
    #expect(report.divergences.first?.reason == "loss is NaN at step 12, epoch 1")
    #expect(
      try sample.value(String.self, "SELECT place FROM failures WHERE kind = 'run'")
        == "run 4: distilled pixels morphology, lambda=0.5, seed 0")
  }

  @Test("are refused where they do not belong")
  func refused() throws {
    var run = try sample.run(0)
    run.ordinals = [10]
    let error = #expect(throws: LedgerError.self) {
      try ledger.commitRun(job: job, attempt: attempt, run)
    }
    #expect(
      error?.description
        == "job 1 plans 10 runs, numbered from 0; run 10 is not one of them")

    try ledger.commitRun(job: job, attempt: attempt, try sample.run(0))
    var other = try sample.run(1)
    other.ordinals = [0]
    #expect(
      throws: LedgerError.placeTaken(
        job: job, ordinal: 0, holds: Digest(of: "run 0").hex, offered: other.key)
    ) { try ledger.commitRun(job: job, attempt: attempt, other) }

    let digest = Digest(of: "nowhere").hex
    other.ordinals = [1]
    other.products = digest
    #expect(throws: LedgerError.object(.missing(digest: digest, store: ledger.objects.path))) {
      try ledger.commitRun(job: job, attempt: attempt, other)
    }
    try ledger.setState(job: job, to: .cancelled)
    #expect(throws: LedgerError.notRunning(job: job, state: .cancelled)) {
      try ledger.commitRun(job: job, attempt: attempt, try sample.run(1))
    }
  }
}
