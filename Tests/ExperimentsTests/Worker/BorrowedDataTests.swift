import Datasets
import Digests
import Records
import Testing

@testable import Experiments

/// `data: {from: …}`: the rows of an earlier job, read where it has left them.
@Suite("Borrowed data") struct BorrowedDataTests {
  /// The job that has its data itself.
  private static let owner = SmallJob.untuned.with { $0.rest = "distil: false" }

  /// Its section `data:`, as a ledger keeps it: JSON.
  private static let section = """
    {"modalities": {"sight": {"file": "sight.npy"}, "sound": {"file": "sound.npy"},
      "touch": {"file": "touch.npy"}}, "labels": {"file": "labels.npy"},
      "split": {"train": "train.npy", "validation": "validation.npy", "test": "test.npy"}}
    """

  private static func record(_ name: String, _ bytes: [UInt8]) -> MemberRecord {
    MemberRecord(name: name, sha256: Digest(of: bytes).hex, bytes: bytes.count)
  }

  private static let lent = BorrowedData(
    section: section,
    members: owner.members.sorted { $0.key < $1.key }.map { record($0.key, $0.value) },
    objectsDirectory: "")

  /// The text of a job that says `data` in its own way.
  private func yaml(_ data: String) -> String {
    """
    retort: 1
    name: borrower
    data: \(data)
    teacher: \(Self.owner.teacher)
    student: \(Self.owner.student)
    method: hinton
    training: \(Self.owner.training)
    seeds: \(Self.owner.seeds)
    distil: false
    """
  }

  private func checked(_ data: String, own: [String: [UInt8]] = [:]) throws -> CheckedJob {
    let text = yaml(data)
    var members = own
    members["job.yaml"] = Array(text.utf8)
    return try CheckedJob(
      yaml: Array(text.utf8), source: MemoryMembers(members),
      members: members.sorted { $0.key < $1.key }.map { Self.record($0.key, $0.value) },
      numerics: "test", borrowed: (Self.lent, MemoryMembers(Self.owner.members)))
  }

  @Test("are the same runs as those of the job that has them")
  func runs() throws {
    let world = MemoryWorld()
    let text = yaml("{from: planted}")
    let order = WorkerOrder(
      jobYAML: text, members: [Self.record("job.yaml", Array(text.utf8))], objectsDirectory: "",
      finishedRuns: [], verdicts: [], workers: 1, borrowed: Self.lent)
    try Worker.run(
      order, source: MemoryMembers(["job.yaml": Array(text.utf8)]),
      borrowed: MemoryMembers(Self.owner.members), world: world.world())
    let owner = try MemoryWorld.after(Self.owner)
    #expect(world.runs == owner.runs)
    #expect(world.verdicts == owner.verdicts)
  }

  @Test("count as the job's own content: two borrowers of other data are two jobs")
  func content() throws {
    let first = try checked("{from: planted}").contentDigest
    #expect(try checked("{from: planted}").contentDigest == first)
    var other = Self.lent
    other.members[0].sha256 = Digest(of: "another").hex
    let text = yaml("{from: planted}")
    let second = try CheckedJob(
      yaml: Array(text.utf8), source: MemoryMembers(["job.yaml": Array(text.utf8)]), members: [],
      numerics: "test", borrowed: (other, MemoryMembers(Self.owner.members)))
    #expect(second.contentDigest != first)
  }

  @Test("may be split anew by files that the bundle brings")
  func ownSplit() throws {
    let half = NumPy.integers(Array(0..<30))
    let split = "{train: half.npy, validation: validation.npy, test: test.npy}"
    let job = try checked("{from: planted, split: \(split)}", own: ["half.npy": half])
    let parts = try #require(job.design.experiments.first).dataset.split
    #expect(parts.train == Array(0..<30))
    #expect(parts.validation == Array(60..<100))
  }

  @Test("may be split anew by a file of the bundle that is called as the lender's")
  func sameName() throws {
    let half = NumPy.integers(Array(0..<30))
    let split = "{train: train.npy, validation: validation.npy, test: test.npy}"
    let job = try checked("{from: planted, split: \(split)}", own: ["train.npy": half])
    #expect(try #require(job.design.experiments.first).dataset.split.train == Array(0..<30))
  }

  @Test(
    "are refused where the bundle has files of their names: it is not clear whose rows are meant")
  func twice() throws {
    let refusal = try #require(throws: JobRefusal.self) {
      try checked("{from: planted}", own: ["sound.npy": [1], "labels.npy": [2]])
    }
    #expect(refusal.kind == .data)
    #expect(
      refusal.description == """
        labels.npy, sound.npy: in the bundle, and in the data it takes with 'data.from'
          remedy: leave it out of the bundle, or describe the data there
        """)
  }
}
