import Digests
import GRDB
import Records
import Testing

@testable import Ledger

@Suite("What a run leaves by name") struct RunProductTests {
  let sample: SampleLedger
  let job: HandMadeJob

  init() throws {
    sample = try SampleLedger()
    job = try HandMadeJob(in: sample)
  }

  private func record(_ named: [String: String]) throws -> RunRecord {
    var run = try sample.run(0)
    run.namedProducts = try named.sorted { $0.key < $1.key }.map { name, bytes in
      RunProductRecord(name: name, object: try job.ledger.objects.write(Array(bytes.utf8)).hex)
    }
    return run
  }

  private func commit(_ run: RunRecord) throws -> RunCommit {
    try job.ledger.commitRun(job: job.job, attempt: job.attempt, run)
  }

  @Test("is found under its name, beside the one file every run has")
  func named() throws {
    let run = try record(["embeddings": "e", "aligner": "a"])
    #expect(try commit(run) == .stored)
    #expect(try job.ledger.namedProducts(ofRun: run.key) == run.namedProducts)
    #expect(run.namedProducts.map(\.name) == ["aligner", "embeddings"])
    #expect(try job.ledger.namedProducts(ofRun: Digest(of: "other").hex) == [])
    #expect(try job.ledger.committedRuns(job: job.job).map(\.products) == [run.products])
  }

  @Test("is among what the job names, so that whoever checks or copies it sees these objects too")
  func namedByJob() throws {
    let run = try record(["embeddings": "e", "aligner": "a"])
    #expect(try commit(run) == .stored)
    let products = try job.ledger.namedObjects(job: job.job).filter {
      $0.role.hasPrefix("product ")
    }
    #expect(
      products.map(\.role).sorted() == ["product aligner of run 0", "product embeddings of run 0"])
    #expect(Set(products.map(\.sha256)) == Set(run.namedProducts.map(\.object)))
    #expect(products.allSatisfy { $0.bytes == 1 && !$0.isMember && !$0.isPruned })
  }

  @Test("belongs to what the run was: another object is a difference, the first stays")
  func differs() throws {
    let first = try record(["aligner": "a"])
    #expect(try commit(first) == .stored)
    #expect(try commit(first) == .unchanged)
    #expect(try commit(record(["aligner": "b"])) == .differs)
    #expect(try commit(record([:])) == .differs)
    #expect(try job.ledger.namedProducts(ofRun: first.key) == first.namedProducts)
  }

  @Test("is refused where its object is not there: nothing of the run is kept")
  func missing() throws {
    var run = try record(["aligner": "a"])
    run.namedProducts[0].object = Digest(of: "nothing").hex
    #expect(throws: LedgerError.self) { try commit(run) }
    #expect(try sample.answer("SELECT count(*) FROM runs") == ["0"])
  }

  @Test("is given up with the rest, once its job has ended, and comes back with it")
  func pruned() throws {
    let run = try record(["aligner": "a longer text"])
    #expect(try commit(run) == .stored)
    let object = run.namedProducts[0].object
    #expect(try job.ledger.pruning(.jobs([job.job])).objects == 0)
    try job.ledger.setState(job: job.job, to: .failed)
    #expect(try job.ledger.markPruned(.jobs([job.job])).objects == 2)
    #expect(try job.ledger.isPruned(object))
    try job.ledger.removePrunedFiles()
    #expect(throws: ObjectStoreError.self) { try job.ledger.objects.size(of: object) }
    #expect(
      try sample.answer("SELECT message FROM events WHERE kind = 'PRUNED'").count == 1)

    let again = try HandMadeJob(in: sample)
    let restored = try record(["aligner": "a longer text"])
    _ = try again.ledger.objects.write(Array("products 0".utf8))
    #expect(
      try again.ledger.commitRun(job: again.job, attempt: again.attempt, restored) == .reused)
    #expect(try !again.ledger.isPruned(object))
  }
}
