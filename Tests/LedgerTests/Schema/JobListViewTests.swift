import Digests
import Records
import Testing

@testable import Ledger

@Suite("The view `job_list`") struct JobListViewTests {
  let sample: SampleLedger
  var ledger: Ledger { sample.ledger }

  init() throws { sample = try SampleLedger() }

  @Test("tells runs computed, reused and shared apart; the three make what is committed")
  func origins() throws {
    let first = try HandMadeJob(in: sample)
    try first.commit(0, key: "known")
    try first.commit(1, 2, 3)
    try first.ledger.setState(job: first.job, to: .failed)
    let second = try HandMadeJob(in: sample)
    try second.commit(0, 1, key: "known", wasComputed: false)
    try second.commit(4)
    let columns = "planned_runs, committed_runs, computed_runs, reused_runs"
    #expect(
      try sample.answer("SELECT \(columns) FROM job_list ORDER BY job")
        == ["10|4|2|0", "10|3|1|1"])
    #expect(
      try sample.answer("SELECT origin, count(*) FROM job_runs WHERE run IS NOT NULL GROUP BY 1")
        == ["computed|3", "reused|1", "shared|3"])
  }

  @Test("counts what a rerun repeats as computed")
  func rerun() throws {
    let first = try HandMadeJob(in: sample)
    try first.commit(0, key: "known")
    let rerun = try HandMadeJob(in: sample, rerun: true) { $0.repeats = first.job }
    try rerun.commit(0, key: "known", wasComputed: true)
    #expect(
      try sample.answer(
        "SELECT rerun, repeats, computed_runs, reused_runs FROM job_list ORDER BY job DESC LIMIT 1")
        == ["1|\(first.job)|1|0"])
  }

  @Test("says when the first worker started and how many there were, not when an intake did")
  func attempts() throws {
    let drop = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero).drop
    _ = try ledger.beginAttempt(.intake(drop: drop), environment: Sample.environment)
    let job = try ledger.insertJob(try sample.newJob(drop: drop))
    #expect(try sample.answer("SELECT started_at, attempts FROM job_list") == ["-|0"])
    let worker = try sample.start(job)
    let started = try #require(try ledger.attempts(on: .worker(job: job)).first).startedAt
    try ledger.finishAttempt(
      worker, .init(outcome: .died, signal: 9, wallSeconds: 1, cpuSeconds: 1, peakBytes: 1))
    _ = try ledger.beginAttempt(.worker(job: job), environment: Sample.environment)
    #expect(try sample.answer("SELECT started_at, attempts FROM job_list") == ["\(started)|2"])
  }

  @Test("has refused drops, with a name and a reason and nothing that was never known")
  func refused() throws {
    let drop = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    _ = try ledger.recordRefusal(drop: drop.drop, reason: "not an archive")
    #expect(
      try sample.answer(
        """
        SELECT name, state, reason, bundle_sha256, content_sha256, dataset_sha256, seal, report,
          planned_runs, committed_runs, answered_at, ended_at IS NOT NULL FROM job_list
        """) == ["x.tar|REJECTED|not an archive|-|-|-|-|-|0|0|-|1"])
  }

  @Test("names the archive of a refused drop where it was known")
  func refusedBundle() throws {
    let drop = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    let digest = Digest(of: "an archive").hex
    _ = try ledger.recordRefusal(
      drop: drop.drop, bundle: BundleRecord(sha256: digest, bytes: 7, members: []),
      reason: "no job.yaml")
    #expect(try sample.answer("SELECT bundle_sha256 FROM job_list") == [digest])
    #expect(try sample.answer("SELECT bytes FROM bundles") == ["7"])
  }

  @Test("gives jobs on one dataset one digest, whatever the split, and others another")
  func datasets() throws {
    func json(_ file: String, seed: Int) -> String {
      """
      {"data":{"modalities":{"pixels":{"file":"\(file)"}},"split":{"seed":\(seed)}},"retort":1}
      """
    }
    var digests: [String?] = []
    for (file, seed) in [("pixels.npy", 1), ("pixels.npy", 2), ("job.yaml", 1), ("gone.npy", 1)] {
      let job = try HandMadeJob(in: sample) { $0.canonicalJSON = json(file, seed: seed) }
      digests.append(try ledger.job(job.job).datasetSHA256)
    }
    #expect(digests[0] != nil && digests[0] == digests[1])
    #expect(digests[2] != nil && digests[2] != digests[0])
    #expect(digests[3] == nil, "a file that is not there has no digest")
  }

  @Test("forgets the reason of a state that was left")
  func reasons() throws {
    let job = try sample.insertJob()
    try ledger.setState(job: job, to: .running)
    try ledger.setState(job: job, to: .queued, reason: "the daemon ended while it ran")
    #expect(
      try sample.answer("SELECT state, reason FROM job_list")
        == ["QUEUED|the daemon ended while it ran"])
    try ledger.setState(job: job, to: .running)
    #expect(try sample.answer("SELECT state, reason FROM job_list") == ["RUNNING|-"])
  }
}
