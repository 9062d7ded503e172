import Digests
import Records
import Testing

@testable import Ledger

@Suite("What changed from one night to the next") struct NightChangesTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  private static func json(file: String = "pixels.npy", seed: Int = 1, epochs: Int = 60) -> String {
    """
    {"data":{"modalities":{"pixels":{"file":"\(file)"}},"split":{"seed":\(seed)}},\
    "training":{"epochs":\(epochs)}}
    """
  }

  private static let engine: EnvironmentRecord = {
    var environment = Sample.environment
    environment.engineVersion = 2
    environment.blasVersion = EnvironmentRecord.noLibrary
    environment.blasCore = EnvironmentRecord.noLibrary
    return environment
  }()

  private func night(_ json: String, _ environment: EnvironmentRecord) throws {
    let job = try HandMadeJob(in: sample, environment: environment) { $0.canonicalJSON = json }
    try job.seal()
  }

  private func changed() throws -> [String] {
    try sample.answer("SELECT changed FROM nights ORDER BY job")
  }

  @Test(
    "is the data, the specification, the engine, its numerics or the build",
    arguments: [
      (json(), engine, "nothing"), (json(file: "job.yaml"), engine, "data"),
      (json(seed: 2), engine, "specification"), (json(epochs: 61), engine, "specification"),
      (json(), with(engine) { $0.engineVersion = 3 }, "engine"),
      (json(), with(engine) { $0.threads = 2 }, "numerics"),
      (json(), with(engine) { $0.kernelLevel = "baseline" }, "numerics"),
      (json(), with(engine) { $0.kernelLevel = "x86-64-v4" }, "nothing"),
      (json(), with(engine) { $0.build = "def" }, "build"),
      (json(), with(engine) { $0.retortVersion = "0.2.0" }, "build"),
      (json(), with(engine) { $0.processor = "Another" }, "nothing"),
      (
        json(file: "job.yaml", epochs: 61),
        with(engine) { ($0.build, $0.threads, $0.engineVersion) = ("def", 2, 3) },
        "data, specification, engine, numerics, build"
      ),
    ])
  func one(json: String, environment: EnvironmentRecord, words: String) throws {
    try night(Self.json(), Self.engine)
    try night(json, environment)
    #expect(try changed() == ["-", words])
  }

  @Test("is told against the night sealed before, so that going back is a change too")
  func back() throws {
    for seed in [1, 2, 1, 1] { try night(Self.json(seed: seed), Self.engine) }
    #expect(try changed() == ["-", "specification", "specification", "nothing"])
  }

  @Test("is of the last worker, where a job was gone on with by another build")
  func resumed() throws {
    try night(Self.json(), Self.engine)
    let job = try HandMadeJob(in: sample, environment: Self.engine) {
      $0.canonicalJSON = Self.json()
    }
    _ = try job.ledger.beginAttempt(
      .worker(job: job.job), environment: Self.with(Self.engine) { $0.build = "def" })
    try job.seal()
    #expect(try changed() == ["-", "build"])
  }

  @Test("counts runs of this job and of earlier ones, those shared inside the plan not at all")
  func counts() throws {
    let first = try HandMadeJob(in: sample)
    try first.commit(0, 1, key: "known")
    try first.seal()
    let second = try HandMadeJob(in: sample)
    try second.commit(0, 1, key: "known", wasComputed: false)
    try second.commit(2)
    try second.commit(3)
    try second.seal()
    #expect(
      try sample.answer("SELECT computed_runs, reused_runs FROM nights ORDER BY job")
        == ["1|0", "2|1"])
  }

  private static func with(
    _ environment: EnvironmentRecord, _ change: (inout EnvironmentRecord) -> Void
  ) -> EnvironmentRecord {
    var environment = environment
    change(&environment)
    return environment
  }
}
