import Digests
import Records
import Testing

@testable import Ledger

@Suite("Runs committed together") struct RunBatchTests {
  let sample: SampleLedger
  let job: HandMadeJob
  var ledger: Ledger { sample.ledger }

  init() throws {
    sample = try SampleLedger()
    job = try HandMadeJob(in: sample)
  }

  private func commit(_ runs: [RunRecord]) throws -> [RunCommit] {
    try ledger.commitRuns(job: job.job, attempt: job.attempt, runs)
  }

  @Test("are answered in their order, whatever their places")
  func order() throws {
    let known = try sample.run(2)
    #expect(try commit([known]) == [.stored])
    #expect(
      try commit([try sample.run(5), known, try sample.run(1)]) == [
        .stored, .unchanged, .stored,
      ])
    #expect(try ledger.committedRuns(job: job.job).map(\.key) == [1, 2, 5].map(key))
    #expect(try commit([]) == [])
  }

  @Test("stay out together where one of them does not belong")
  func whole() throws {
    var stray = try sample.run(1)
    stray.ordinals = [1, 99]
    let before = try sample.answer("SELECT * FROM objects ORDER BY sha256")
    #expect(throws: LedgerError.notPlanned(job: job.job, ordinal: 99, planned: 10)) {
      try commit([try sample.run(0), stray])
    }
    for table in ["runs", "metrics"] {
      #expect(try sample.answer("SELECT count(*) FROM \(table)") == ["0"])
    }
    #expect(try sample.answer("SELECT * FROM objects ORDER BY sha256") == before)
    #expect(try ledger.job(job.job).committedRuns == 0)
  }

  @Test("may read one another: inputs stand in their order, and name runs that are there")
  func inputs() throws {
    var student = try sample.run(2)
    student.inputs = [key(1), key(0)]
    #expect(throws: LedgerError.self) { try commit([student]) }
    #expect(try commit([sample.run(0), sample.run(1), student]).allSatisfy { $0 == .stored })
    #expect(
      try sample.answer("SELECT run, ordinal, input FROM run_inputs ORDER BY ordinal")
        == ["\(key(2))|0|\(key(1))", "\(key(2))|1|\(key(0))"])
  }

  @Test("that fill one place twice over are refused, the second key named")
  func twice() throws {
    var second = try sample.run(1)
    second.ordinals = [0]
    #expect(
      throws: LedgerError.placeTaken(
        job: job.job, ordinal: 0, holds: key(0), offered: key(1))
    ) { try commit([try sample.run(0), second]) }
    #expect(try sample.answer("SELECT count(*) FROM runs") == ["0"])
  }

  @Test("of one key are one run: places that come later share it")
  func sameKey() throws {
    let first = try sample.run(0)
    var later = first
    later.ordinals = [3, 0]
    #expect(try commit([first, later]) == [.stored, .reused])
    #expect(
      try sample.answer("SELECT ordinal, origin FROM job_runs WHERE run IS NOT NULL ORDER BY 1")
        == ["0|computed", "3|shared"])
    #expect(try ledger.runOrigins(job: job.job) == RunOrigins(computed: 1, shared: 1))
  }

  @Test(
    "with other numbers than the ledger has differ: in status, products, metrics or their order",
    arguments: [
      { $0.status = .diverged }, { $0.products = Digest(of: "other").hex },
      { $0.metrics.swapAt(0, 1) }, { $0.metrics.removeLast() },
      { $0.metrics[1].value = LedgerValue(nil) },
    ] as [@Sendable (inout RunRecord) -> Void])
  func differing(change: @Sendable (inout RunRecord) -> Void) throws {
    _ = try ledger.objects.write(Array("other".utf8))
    var run = try sample.run(0)
    #expect(try commit([run]) == [.stored])
    let before = try sample.answer("SELECT * FROM results ORDER BY metric_ordinal")
    change(&run)
    #expect(try commit([run]) == [.differs])
    #expect(try sample.answer("SELECT * FROM results ORDER BY metric_ordinal") == before)
    #expect(try ledger.runOrigins(job: job.job).differing == 1)
  }

  @Test("that took another time are the same run")
  func time() throws {
    #expect(try commit([try sample.run(0, seconds: 1)]) == [.stored])
    #expect(try commit([try sample.run(0, seconds: 2)]) == [.unchanged])
    #expect(try sample.answer("SELECT wall_seconds FROM runs") == ["1.0"])
  }

  private func key(_ ordinal: Int) -> String { Digest(of: "run \(ordinal)").hex }
}
