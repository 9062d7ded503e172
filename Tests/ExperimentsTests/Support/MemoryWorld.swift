import Datasets
import Digests
import Distillation
import Records
import Synchronization
import Testing

@testable import Experiments

/// A job that runs inside the test: members, object store and listener in memory.
final class MemoryWorld: Sendable {
  private struct State {
    var objects: [String: [UInt8]] = [:]
    var frames: [WorkerFrame] = []
    var seconds = 0.0
  }

  private let state = Mutex(State())
  /// Whether what was said so far is where the worker is asked to stop.
  private let stop: @Sendable ([WorkerFrame]) -> Bool

  /// Seconds that pass whenever somebody asks for the time.
  private let tick: Double

  private let environment: EnvironmentRecord

  init(
    tick: Double = 0, environment: EnvironmentRecord = MemoryWorld.environment,
    stop: @escaping @Sendable ([WorkerFrame]) -> Bool = { _ in false }
  ) {
    self.tick = tick
    self.environment = environment
    self.stop = stop
  }

  static let environment = EnvironmentRecord(
    retortVersion: "test", build: "test", engineVersion: EngineVersion.current,
    kernelLevel: "test", threads: 1, processor: "test")

  var frames: [WorkerFrame] { state.withLock { $0.frames } }
  var objects: [String: [UInt8]] { state.withLock { $0.objects } }

  var runs: [RunRecord] {
    frames.compactMap { if case .run(let record) = $0 { record } else { nil } }
  }

  var verdicts: [VerdictRecord] {
    frames.compactMap { if case .verdict(let record) = $0 { record } else { nil } }
  }

  var progress: [WorkerProgress] {
    frames.compactMap { if case .progress(let progress) = $0 { progress } else { nil } }
  }

  var seal: SealRecord? {
    frames.compactMap { if case .seal(let record) = $0 { record } else { nil } }.last
  }

  func world(workers: Int = 1) -> ExecutionEnvironment {
    ExecutionEnvironment(
      environment: environment, workers: workers,
      store: { bytes in
        let digest = Digest(of: bytes).hex
        self.state.withLock { $0.objects[digest] = bytes }
        return digest
      },
      load: { digest in
        try #require(self.state.withLock { $0.objects[digest] })
      },
      emit: { frame in self.state.withLock { $0.frames.append(frame) } },
      meter: { .zero },
      clock: {
        self.state.withLock { state in
          state.seconds += self.tick
          return state.seconds
        }
      },
      isStopRequested: { self.stop(self.frames) })
  }

  /// Puts an object into the store, as an earlier process would have left it.
  func put(_ bytes: [UInt8]) {
    state.withLock { $0.objects[Digest(of: bytes).hex] = bytes }
  }

  func run(
    _ yaml: String, members: [String: [UInt8]], workers: Int = 1,
    finished: [FinishedRun] = [], verdicts: [VerdictRecord] = []
  ) throws {
    var all = members
    all["job.yaml"] = Array(yaml.utf8)
    let order = WorkerOrder(
      jobYAML: yaml,
      members: all.keys.sorted().map { name in
        MemberRecord(
          name: name, sha256: Digest(of: all[name] ?? []).hex, bytes: all[name]?.count ?? 0)
      },
      objectsDirectory: "", finishedRuns: finished, verdicts: verdicts, workers: workers)
    try Worker.run(order, source: MemoryMembers(all), world: world(workers: workers))
    if case .failed(let failure) = frames.last { Issue.record("\(failure.reason)") }
  }
}
