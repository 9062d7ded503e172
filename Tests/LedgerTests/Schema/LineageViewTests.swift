import Digests
import Records
import Testing

@testable import Ledger

@Suite("The view `lineage`") struct LineageViewTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  @Test("leads a reused number to the job, build and machine that computed it, not to its own")
  func reused() throws {
    var old = Sample.environment
    old.build = "old"
    let first = try HandMadeJob(in: sample, environment: old)
    try first.commit(0, key: "known")
    var new = old
    new.build = "new"
    new.processor = "Another processor"
    let second = try HandMadeJob(in: sample, environment: new)
    try second.commit(0, key: "known", wasComputed: false)
    try second.commit(1)
    #expect(
      try sample.answer(
        """
        SELECT DISTINCT ordinal, origin, reused, computed_by_job, build, processor FROM lineage
        WHERE job = \(second.job) ORDER BY ordinal
        """) == [
          "0|reused|1|\(first.job)|old|A processor",
          "1|computed|0|\(second.job)|new|Another processor",
        ])
  }

  @Test("of a run that a rerun repeats leads to who computed it first")
  func repeated() throws {
    let first = try HandMadeJob(in: sample)
    try first.commit(0, key: "known")
    let rerun = try HandMadeJob(in: sample, rerun: true)
    try rerun.commit(0, key: "known", wasComputed: true)
    #expect(
      try sample.answer(
        "SELECT DISTINCT origin, reused, computed_by_job FROM lineage WHERE job = \(rerun.job)")
        == ["repeated|0|\(first.job)"])
  }

  @Test("has one row a filled place and file, and none for places that are not filled")
  func rows() throws {
    let job = try HandMadeJob(in: sample)
    try job.commit(0, 3)
    #expect(
      try sample.answer("SELECT ordinal, origin, member FROM lineage ORDER BY ordinal, member") == [
        "0|computed|job.yaml", "0|computed|pixels.npy", "3|shared|job.yaml", "3|shared|pixels.npy",
      ])
  }

  @Test("has the files a job takes from an earlier bundle, under that bundle's digest")
  func borrowed() throws {
    let lender = try HandMadeJob(in: sample)
    let lent = try #require(
      try sample.ledger.provenance(job: lender.job).members.first { $0.name == "pixels.npy" })
    let bundle = try sample.ledger.provenance(job: lender.job).bundleSHA256
    let own = Digest(of: "an archive with job.yaml alone").hex
    let job = try HandMadeJob(in: sample) { new in
      new.bundle.sha256 = own
      new.bundle.members.removeAll { $0.name == "pixels.npy" }
      new.borrowed = [BorrowedMember(member: lent, bundleSHA256: bundle)]
    }
    try job.commit(0)
    #expect(
      try sample.answer(
        """
        SELECT bundle_sha256, member, member_sha256 FROM lineage WHERE job = \(job.job)
        ORDER BY member
        """) == [
          "\(own)|job.yaml|\(Digest(of: "bytes of job.yaml").hex)",
          "\(bundle)|pixels.npy|\(lent.sha256)",
        ])
  }

  @Test("keeps no borrowed file that the job's data does not name")
  func notNamed() throws {
    let lender = try HandMadeJob(in: sample)
    let provenance = try sample.ledger.provenance(job: lender.job)
    let job = try HandMadeJob(in: sample) { new in
      new.borrowed = provenance.members.map {
        BorrowedMember(member: $0, bundleSHA256: provenance.bundleSHA256)
      }
    }
    #expect(try sample.ledger.borrowedMembers(job: job.job).map(\.member.name) == ["pixels.npy"])
  }

  @Test("has what a run took, and the object it left")
  func measures() throws {
    let job = try HandMadeJob(in: sample)
    try job.commit(0, key: "a run")
    #expect(
      try sample.answer(
        "SELECT DISTINCT wall_seconds, cpu_seconds, peak_bytes, products FROM lineage")
        == ["2.0|3.0|4|\(Digest(of: "products of a run").hex)"])
  }
}
