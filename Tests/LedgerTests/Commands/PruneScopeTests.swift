import Digests
import Records
import Testing

@testable import Ledger

@Suite("What a prune may take") struct PruneScopeTests {
  let sample: SampleLedger
  var ledger: Ledger { sample.ledger }

  init() throws { sample = try SampleLedger() }

  /// A completed job whose runs have these keys.
  private func completed(_ keys: String...) throws -> Int {
    let job = try HandMadeJob(in: sample)
    for (ordinal, key) in keys.enumerated() { try job.commit(ordinal, key: key) }
    try job.seal()
    try ledger.complete(job: job.job, report: "reports/\(job.job)")
    return job.job
  }

  private func pruned() throws -> [String] {
    try ["a", "b", "c"].filter { try ledger.isPruned(Digest(of: "products of \($0)").hex) }
  }

  @Test("of some jobs is what no other job has too")
  func shared() throws {
    let first = try completed("a", "b")
    let second = try completed("b", "c")
    try ledger.markPruned(.jobs([first]))
    #expect(try pruned() == ["a"])
    try ledger.markPruned(.jobs([second]))
    #expect(try pruned() == ["a", "c"])
    try ledger.markPruned(.jobs([first, second]))
    #expect(try pruned() == ["a", "b", "c"])
  }

  @Test("of no jobs is nothing")
  func none() throws {
    _ = try completed("a")
    #expect(try ledger.markPruned(.jobs([])) == Ledger.Pruning())
    #expect(try pruned() == [])
  }

  @Test("ended before a moment, not at it")
  func moment() throws {
    let job = try completed("a")
    let end = try #require(try ledger.job(job).endedAt)
    #expect(try ledger.markPruned(.endedBefore(end)).objects == 0)
    let after = Timestamp(milliseconds: 4_000_000_000_000)
    #expect(try ledger.markPruned(.endedBefore(after)).objects == 1)
  }

  @Test("spares products that are a member of a bundle or a file of a report as well")
  func otherwiseNamed() throws {
    let job = try HandMadeJob(in: sample)
    let member = try #require(try ledger.provenance(job: job.job).members.first)
    let file = try ledger.objects.write(Array("a file".utf8)).hex
    for (ordinal, products) in [member.sha256, file].enumerated() {
      var run = try sample.run(ordinal)
      run.products = products
      try ledger.commitRun(job: job.job, attempt: job.attempt, run)
    }
    _ = try ledger.seal(
      job: job.job,
      SealRecord(
        comparisons: [], summaries: [], curves: [],
        files: [ReportFileRecord(name: "a.csv", sha256: file)]))
    try ledger.complete(job: job.job, report: "reports/1")
    #expect(try ledger.markPruned(.jobs([job.job])).objects == 0)
  }

  @Test("is told in the history of every job that had a share in it, bytes and all")
  func history() throws {
    let (first, second) = (try completed("a", "b"), try completed("b"))
    try ledger.markPruned(.jobs([first, second]))
    let messages = try [first, second].map { try ledger.events(job: $0).last?.message }
    #expect(messages[0]?.contains("2 objects, 26 bytes") == true)
    #expect(messages[1]?.contains("1 objects, 13 bytes") == true)
  }

  @Test("leaves every number and every seal as it was")
  func numbers() throws {
    let job = try completed("a", "b", "c")
    let before = try sample.answer("SELECT * FROM results ORDER BY ordinal")
    try ledger.markPruned(.jobs([job]))
    try ledger.removePrunedFiles()
    #expect(try sample.answer("SELECT * FROM results ORDER BY ordinal") == before)
    #expect(try ledger.resultDigest(job: job) == ledger.job(job).seal)
    #expect(try ledger.committedRuns(job: job).count == 3)
  }
}
