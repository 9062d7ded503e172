import Digests
import Records
import Testing

@testable import Ledger

@Suite("Looks at test rows") struct LooksTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  private func job(_ draws: [String], data: String = "pixels.npy") throws -> HandMadeJob {
    try HandMadeJob(in: sample) { new in
      new.canonicalJSON = """
        {"data":{"modalities":{"pixels":{"file":"\(data)"}},"split":{}}}
        """
      new.testSets = draws.map { TestSetRecord(sha256: Digest(of: $0).hex, rows: $0.utf8.count) }
    }
  }

  private func looks(_ job: HandMadeJob) throws -> [String] {
    try sample.answer(
      "SELECT rows, looks, other_contents FROM test_sets WHERE job = \(job.job) ORDER BY ordinal")
  }

  @Test("are counted for every draw of a split by itself")
  func draws() throws {
    try job(["1,2", "3,4"]).seal()
    try job(["3,4"]).seal()
    let third = try job(["1,2", "3,4", "5,6,7"])
    #expect(try looks(third) == ["3|-|-", "3|-|-", "5|-|-"])
    try third.seal()
    #expect(try looks(third) == ["3|1|1", "3|2|2", "5|0|0"])
  }

  @Test("are of sealed jobs alone, and stay what they were when the job was sealed")
  func sealed() throws {
    let early = try job(["1,2"])
    let late = try job(["1,2"])
    try late.seal()
    #expect(try looks(late) == ["3|0|0"])
    try early.seal()
    #expect(try looks(early) == ["3|1|1"] && looks(late) == ["3|0|0"])
  }

  @Test("at the same row numbers of other data are none")
  func otherData() throws {
    try job(["1,2"]).seal()
    let other = try job(["1,2"], data: "job.yaml")
    try other.seal()
    #expect(try looks(other) == ["3|0|0"])
  }

  @Test("of a job without test rows leave nothing to count")
  func none() throws {
    let job = try job([])
    try job.seal()
    #expect(try looks(job) == [])
  }
}
