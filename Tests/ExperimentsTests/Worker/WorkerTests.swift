import Datasets
import Records
import Testing

@testable import Experiments

@Suite("A worker") struct WorkerTests {
  private static let job = SmallJob.untuned.with { $0.rest = "distil: false" }

  private func frames(_ job: SmallJob) throws -> [WorkerFrame] {
    let world = MemoryWorld()
    var members = job.members
    members["job.yaml"] = Array(job.yaml.utf8)
    let order = WorkerOrder(
      jobYAML: job.yaml, members: [], objectsDirectory: "", finishedRuns: [], verdicts: [],
      workers: 1)
    try Worker.run(order, source: MemoryMembers(members), world: world.world())
    #expect(world.objects.isEmpty || world.seal != nil)
    return world.frames
  }

  @Test("says first where it works and last what it came to, each once")
  func order() throws {
    let frames = try frames(Self.job)
    #expect(frames.first == .started(MemoryWorld.environment))
    let last = frames.indices.filter {
      switch frames[$0] {
      case .seal, .failed, .stopped: true
      default: false
      }
    }
    #expect(last == [frames.count - 1])
    #expect(frames.count { if case .started = $0 { true } else { false } } == 1)
  }

  @Test("says of a job that cannot run what a check says of it, and computes nothing")
  func refused() throws {
    let jobs = [
      Self.job.with { $0.method = "unheard-of" }, Self.job.with { $0.members["labels.npy"] = nil },
      Self.job.with { $0.student = "{modality: sound, network: {convolution: [8]}}" },
    ]
    for job in jobs {
      let refusal = try #require(throws: JobRefusal.self) { try job.checked() }
      #expect(
        try frames(job) == [
          .started(MemoryWorld.environment), .failed(WorkerFailure(reason: "\(refusal)")),
        ])
    }
  }

  @Test("takes no run for its own that its job does not have")
  func strangers() throws {
    let whole = try MemoryWorld.after(Self.job)
    let world = MemoryWorld()
    let stranger = FinishedRun(key: "0123", products: "4567", status: .finished)
    try world.run(Self.job, finished: [stranger])
    #expect(world.seal == whole.seal)
    #expect(world.runs == whole.runs)
  }

  @Test("computes nothing where everything was, and says the same again")
  func everything() throws {
    let whole = try MemoryWorld.after(SmallJob.untuned)
    let world = MemoryWorld()
    for bytes in whole.objects.values { world.put(bytes) }
    try world.run(SmallJob.untuned, finished: whole.finishedRuns.reversed())
    #expect(world.runs.allSatisfy { !$0.wasComputed })
    #expect(world.seal == whole.seal)
    #expect(
      world.runs.map { run in
        var run = run
        run.wasComputed = true
        return run
      } == whole.runs)
  }

  @Test("does not try again what diverged before it")
  func diverged() throws {
    let world = try MemoryWorld.after(Self.job, whereDiverged: "teacher")
    for seed in 0..<Self.job.seeds {
      let found = try FilledPlan(Self.job, world).run("teacher", seed: seed)
      #expect(found.status == .diverged && found.reason == "loss is not finite")
      #expect(!found.wasComputed && found.metrics.isEmpty)
    }
  }

  @Test("has as many threads as there is memory for, of those it was asked for")
  func memory() {
    #expect(FreeMemory.threads(atMost: 3, each: 1 << 10) == 3)
    #expect(FreeMemory.threads(atMost: 0, each: 1 << 10) == 0)
    // More than any processor can address.
    #expect(FreeMemory.threads(atMost: 3, each: 1 << 60) == 0)
  }

  @Test("gives up where nothing can be stored, or nobody listens, and seals nothing")
  func broken() throws {
    struct Full: Error {}
    var store = MemoryWorld().world()
    store.store = { _ in throw Full() }
    let design = try Self.job.checked().design
    #expect(throws: Full.self) { try JobExecution(design, world: store).run() }
    var pipe = MemoryWorld().world()
    pipe.emit = { frame in if case .run = frame { throw Full() } }
    #expect(throws: Full.self) { try JobExecution(design, world: pipe).run() }
  }
}
