import Records
import Synchronization
import Testing

@testable import Experiments

@Suite("A worker asked to stop") struct StoppingTests {
  static let job = JobExecutionTests.job

  private static func runs(_ frames: [WorkerFrame]) -> Int {
    frames.count { if case .run = $0 { true } else { false } }
  }

  private static func whole() throws -> MemoryWorld {
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members)
    return world
  }

  /// Another worker, told what the stopped one had said.
  private static func resumed(after stopped: MemoryWorld) throws -> MemoryWorld {
    let world = MemoryWorld()
    for bytes in stopped.objects.values { world.put(bytes) }
    try world.run(
      job.yaml, members: job.members,
      finished: stopped.runs.map {
        FinishedRun(key: $0.key, products: $0.products, status: $0.status, reason: $0.reason)
      }, verdicts: stopped.verdicts)
    return world
  }

  @Test(
    "begins no further run, says so last, and another ends with the same evidence",
    arguments: [0, 1, 9, 17, 20])
  func alone(count: Int) throws {
    let whole = try Self.whole()
    let stopped = MemoryWorld { Self.runs($0) >= count }
    try stopped.run(Self.job.yaml, members: Self.job.members)
    #expect(stopped.runs == Array(whole.runs.prefix(count)))
    #expect(stopped.frames.last == .stopped)
    #expect(stopped.seal == nil)

    let resumed = try Self.resumed(after: stopped)
    #expect(resumed.seal == whole.seal)
    #expect(resumed.objects == whole.objects)
    #expect(resumed.runs.map(\.key) == whole.runs.map(\.key))
  }

  @Test("with three runs under way finishes these and no other")
  func together() throws {
    let whole = try Self.whole()
    let stopped = MemoryWorld { Self.runs($0) >= 4 }
    try stopped.run(Self.job.yaml, members: Self.job.members, workers: 3)
    #expect((4..<7).contains(stopped.runs.count))
    #expect(stopped.frames.last == .stopped)
    #expect(try Self.resumed(after: stopped).seal == whole.seal)
  }

  @Test(
    "before its verdicts, or before its seal, leaves both to another",
    arguments: ["verdicts", "summaries"])
  func stage(_ stage: String) throws {
    let whole = try Self.whole()
    // A part of the job is named where nothing was said for a while.
    let stopped = MemoryWorld(tick: 1) { frames in
      frames.contains {
        if case .progress(let progress) = $0 { progress.stage == stage } else { false }
      }
    }
    try stopped.run(Self.job.yaml, members: Self.job.members)
    #expect(stopped.frames.last == .stopped)
    #expect(stopped.verdicts.count == (stage == "verdicts" ? 0 : 1))
    let resumed = try Self.resumed(after: stopped)
    #expect(resumed.seal == whole.seal)
    #expect(stopped.verdicts + resumed.verdicts == whole.verdicts)
  }

  @Test("which fails at the same time says the failure: it would come back")
  func failing() throws {
    struct Broken: Error {}
    let begun = Atomic<Bool>(false)
    let isStopRequested: @Sendable () -> Bool = { begun.load(ordering: .relaxed) }
    #expect(throws: Broken.self) {
      try ParallelRuns.perform([1, 2, 3, 4], workers: 2, unless: isStopRequested) { _ in
        begun.store(true, ordering: .relaxed)
        throw Broken()
      }
    }
  }
}
