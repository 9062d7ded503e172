import Distillation
import Records
import Testing

@testable import Experiments

@Suite("The progress of a job") struct JobProgressTests {
  /// Teacher and student of about the same size, so that epochs weigh alike.
  static let job: PlantedJob = {
    var job = JobExecutionTests.job
    job.yaml = job.yaml.replacing(
      "{modality: privileged, network: linear}",
      with: "{modality: privileged, network: {mlp: [64]}}")
    return job
  }()

  /// - Parameter tick: seconds between two looks at the clock, of which every epoch takes one.
  private func world(tick: Double, workers: Int = 1) throws -> MemoryWorld {
    let world = MemoryWorld(tick: tick)
    try world.run(Self.job.yaml, members: Self.job.members, workers: workers)
    return world
  }

  @Test("is said from inside a run, and changes nothing", arguments: [1, 3])
  func epochs(workers: Int) throws {
    let silent = try world(tick: 0)
    let told = try world(tick: 1, workers: workers)
    #expect(told.seal == silent.seal)
    #expect(told.objects == silent.objects)

    let inside = told.progress.filter { $0.epoch > 0 }
    // Four epochs of the full fit and of five folds.
    #expect(inside.contains { $0.arm == "teacher" && $0.epochs == 24 && $0.epoch == 24 })
    #expect(inside.contains { $0.arm == "distilled" && $0.epochs == 4 && $0.epoch == 3 })
    #expect(inside.allSatisfy { $0.epoch <= $0.epochs })
    let distilled = try #require(inside.first { $0.arm == "distilled" })
    #expect(distilled.teacher == "privileged")
    #expect(distilled.student == "regular")
    #expect(distilled.variant.hasPrefix("lambda="))
    // Searches add to what was counted at the start.
    #expect(distilled.total >= (silent.progress.first?.total ?? .max))
  }

  @Test("never goes back, and ends with everything done", arguments: [1, 3])
  func fraction(workers: Int) throws {
    let said = try world(tick: 1, workers: workers).progress
    #expect(zip(said, said.dropFirst()).allSatisfy { $0.fraction <= $1.fraction + 1e-9 })
    #expect(zip(said, said.dropFirst()).allSatisfy { $0.done <= $1.done })
    let first = try #require(said.first)
    let last = try #require(said.last)
    #expect(first.fraction == 0)
    #expect(first.secondsLeft == nil)
    #expect(last.stage == "summaries")
    #expect(abs(last.fraction - 1) < 1e-9)
    #expect(last.done == last.total)
  }

  @Test("is said at most four times a second, but at the start and before the summaries")
  func rate() throws {
    let silent = try world(tick: 0).progress
    #expect(silent.map(\.stage) == [Phase.labels, "summaries"])
    let often = try world(tick: 0.01)
    let looks = often.world().clock() / 0.01
    let most = looks * 0.01 / JobProgress.interval + Double(silent.count)
    #expect(Double(often.progress.count) <= most)
    #expect(often.progress.count > silent.count)
  }

  @Test("names every part of the job as it is reached")
  func phases() throws {
    var names: [String] = []
    for stage in try world(tick: 1).progress.map(\.stage) where !names.contains(stage) {
      names.append(stage)
    }
    #expect(
      names == [
        "teachers and students", "student search", "references", "verdicts", "distilling",
        "distilled search", "controls", "summaries",
      ])
  }

  @Test("says how long the rest takes at the pace of this worker, not of those before it")
  func resumed() throws {
    let whole = try world(tick: 1)
    // Every look at the clock is one second here, and every epoch takes one look: an epoch's weight
    // is its time but for the first one of a run, so the estimate is near the truth from early on.
    func seconds(_ world: MemoryWorld) -> Double { world.world().clock() }
    let total = seconds(whole)
    let early = try #require(whole.progress.first { $0.fraction > 0.3 })
    #expect(try #require(early.secondsLeft) > total * 0.3)
    #expect(try #require(early.secondsLeft) < total * 1.5)

    let finished = whole.runs.prefix(9).map {
      FinishedRun(key: $0.key, products: $0.products, status: $0.status, reason: $0.reason)
    }
    let second = MemoryWorld(tick: 1)
    for bytes in whole.objects.values { second.put(bytes) }
    try second.run(Self.job.yaml, members: Self.job.members, finished: Array(finished))
    let rest = seconds(second)
    let inside = try #require(second.progress.first { $0.epoch > 2 && $0.secondsLeft != nil })
    #expect(inside.done >= 9)
    #expect(try #require(inside.secondsLeft) < rest * 3)
  }
}
