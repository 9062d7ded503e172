import Digests
import GRDB
import Records
import Testing

@testable import Ledger

@Suite("A checkpoint") struct CheckpointTests {
  let sample: SampleLedger
  let job: HandMadeJob

  init() throws {
    sample = try SampleLedger()
    job = try HandMadeJob(in: sample)
  }

  private let run = Digest(of: "long").hex

  @discardableResult
  private func save(_ epoch: Int, bytes: String? = nil) throws -> CheckpointRecord {
    let object = try job.ledger.objects.write(Array((bytes ?? "epoch \(epoch)").utf8)).hex
    let checkpoint = CheckpointRecord(run: run, epoch: epoch, object: object)
    try job.ledger.saveCheckpoint(job: job.job, checkpoint)
    return checkpoint
  }

  @Test("takes the place of the one before, whose object goes with the next sweep")
  func replaced() throws {
    #expect(try job.ledger.checkpoint(run: run) == nil)
    let first = try save(5)
    let second = try save(10)
    #expect(try job.ledger.checkpoint(run: run) == second)
    #expect(try job.ledger.removeUnnamedObjects() == "epoch 5".utf8.count)
    #expect(throws: ObjectStoreError.self) { try job.ledger.objects.size(of: first.object) }
    #expect(try job.ledger.objects.size(of: second.object) > 0)
  }

  @Test("that is behind the one that is kept changes nothing")
  func behind() throws {
    let kept = try save(10)
    try save(5)
    try save(10, bytes: "another")
    #expect(try job.ledger.checkpoint(run: run) == kept)
  }

  @Test("goes when its run is committed, and none is kept of a run that is")
  func committed() throws {
    try save(5)
    try job.commit(0, key: "long")
    #expect(try job.ledger.checkpoint(run: run) == nil)
    try save(6)
    #expect(try job.ledger.checkpoint(run: run) == nil)
    #expect(try sample.answer("SELECT count(*) FROM checkpoints") == ["0"])
    #expect(try job.ledger.brokenReferences() == [])
  }

  @Test("keeps an object that something else names")
  func shared() throws {
    let checkpoint = try save(5, bytes: "products of job 1, place 1")
    try job.commit(1)
    try job.commit(0, key: "long")
    try job.ledger.removeUnnamedObjects()
    #expect(try job.ledger.objects.size(of: checkpoint.object) > 0)
  }

  @Test("names an object that is there, of a job that runs")
  func refused() throws {
    let nothing = CheckpointRecord(run: run, epoch: 1, object: Digest(of: "nothing").hex)
    #expect(throws: LedgerError.self) {
      try job.ledger.saveCheckpoint(job: job.job, nothing)
    }
    try job.seal()
    #expect(throws: LedgerError.sealed(job: job.job)) { try save(1) }
  }
}
