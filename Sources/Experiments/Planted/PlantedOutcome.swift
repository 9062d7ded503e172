import Datasets
import Digests
import Records
import Synchronization

/// A planted job computed inside this process: members, products and conclusions in memory.
struct PlantedOutcome: Sendable {
  var seal: SealRecord?
  var verdicts: [VerdictRecord]
  /// Digests of what the runs left, by run key.
  var products: [String: String]

  /// The selected variant's accuracy against the student's.
  var headline: ComparisonRecord? {
    seal?.comparisons.first { $0.selected && $0.metric == "accuracy" }
  }

  /// - Throws: `SelfTest.Failure` where the job says that it failed.
  init(_ job: PlantedJob, environment: EnvironmentRecord, workers: Int) throws {
    try self.init(
      yaml: job.yaml, members: job.members, environment: environment, workers: workers)
  }

  /// - Throws: as above.
  init(
    yaml: String, members: [String: [UInt8]], environment: EnvironmentRecord, workers: Int
  ) throws {
    var members = members
    members["job.yaml"] = Array(yaml.utf8)
    let order = WorkerOrder(
      jobYAML: yaml,
      members: members.sorted { $0.key < $1.key }.map { name, bytes in
        MemberRecord(name: name, sha256: Digest(of: bytes).hex, bytes: bytes.count)
      },
      objectsDirectory: "", finishedRuns: [], verdicts: [], workers: workers)
    let memory = PlantedMemory()
    try Worker.run(
      order, source: MemoryMembers(members),
      world: ExecutionEnvironment(
        environment: environment, workers: workers, store: { memory.store($0) },
        load: { try memory.load($0) }, emit: { memory.hear($0) }, meter: { .zero }))
    if let failure = memory.failure { throw SelfTest.Failure(reason: failure) }
    seal = memory.seal
    verdicts = memory.verdicts
    products = memory.products
  }
}

extension SelfTest {
  /// A planted job that did not come to its end.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    var reason: String

    public var description: String { "a planted job failed: \(reason)" }
  }
}

/// What a planted job stores and says.
private final class PlantedMemory: Sendable {
  private struct State {
    var objects: [String: [UInt8]] = [:]
    var frames: [WorkerFrame] = []
  }

  private let state = Mutex(State())

  func store(_ bytes: [UInt8]) -> String {
    let digest = Digest(of: bytes).hex
    state.withLock { $0.objects[digest] = bytes }
    return digest
  }

  func load(_ digest: String) throws -> [UInt8] {
    guard let bytes = state.withLock({ $0.objects[digest] }) else {
      throw SelfTest.Failure(reason: "object \(digest) was never stored")
    }
    return bytes
  }

  func hear(_ frame: WorkerFrame) {
    if case .progress = frame { return }
    state.withLock { $0.frames.append(frame) }
  }

  private var frames: [WorkerFrame] { state.withLock { $0.frames } }

  var seal: SealRecord? {
    frames.lazy.compactMap { if case .seal(let seal) = $0 { seal } else { nil } }.first
  }

  var verdicts: [VerdictRecord] {
    frames.compactMap { if case .verdict(let verdict) = $0 { verdict } else { nil } }
  }

  var products: [String: String] {
    frames.reduce(into: [:]) { products, frame in
      if case .run(let run) = frame { products[run.key] = run.products }
    }
  }

  var failure: String? {
    frames.lazy.compactMap { if case .failed(let failure) = $0 { failure.reason } else { nil } }
      .first
  }
}
