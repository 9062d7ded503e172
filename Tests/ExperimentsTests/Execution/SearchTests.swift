import Records
import Testing

@testable import Experiments

/// Read off what a whole job computed and said.
@Suite("A choice of a job") struct SearchTests {
  private static let job = SmallJob(method: "{hinton: {lambda: [0.25, 1]}}")
  private static let world = Result { try MemoryWorld.after(job) }

  private static func tuning(_ world: MemoryWorld, _ arm: String) throws -> SummaryRecord {
    try #require(world.seal?.summaries.first { $0.section == "tuning" && $0.label == arm })
  }

  /// Mean over seeds of validation accuracy, and of log-loss turned so that more is better.
  private func means(_ places: [FilledPlan.Place]) -> (accuracy: Double, loss: Double) {
    func mean(_ metric: String) -> Double {
      let values = places.compactMap { $0.run?.metric(metric, on: "validation") }
      return values.reduce(0, +) / Double(values.count)
    }
    return (mean("accuracy"), -mean("log-loss"))
  }

  @Test("is the student with the best validation score of all that were computed")
  func student() throws {
    let world = try Self.world.get()
    let computed = try FilledPlan(Self.job, world).places("student").filter {
      $0.run != nil && $0.planned.variant.hasPrefix("weight_decay")
    }
    let candidates = Dictionary(grouping: computed, by: \.planned.variant)
    #expect(candidates.values.allSatisfy { $0.count == Self.job.seeds })
    let best = candidates.max { means($0.value) < means($1.value) }
    let tuning = try Self.tuning(world, "student")
    #expect(tuning.variant == best?.key)
    #expect(tuning.count == candidates.count)
  }

  @Test("is the distilled variant, at the decay, with the best validation score of all computed")
  func distilled() throws {
    let world = try Self.world.get()
    let candidates = Dictionary(
      grouping: try FilledPlan(Self.job, world).places("distilled").filter { $0.run != nil },
      by: \.planned.variant)
    let best = try #require(candidates.max { means($0.value) < means($1.value) })
    let selected = try #require(
      world.seal?.comparisons.first { $0.selected && $0.metric == "accuracy" })
    let tests = best.value.compactMap { $0.run?.metric("accuracy", on: "test") }
    #expect(selected.distilledMean == tests.reduce(0, +) / Double(tests.count))
    #expect(try Self.tuning(world, "distilled").count == candidates.count)
  }

  @Test("does not change with what test rows hold", arguments: ["labels.npy", "sound.npy"])
  func test(member: String) throws {
    var job = Self.job
    let bytes = try #require(job.members[member])
    // The last rows of the file are those of test; before the first there is the header.
    let header = 128
    let rowBytes = (bytes.count - header) / SmallJob.labels.count
    let start = bytes.count - SmallJob.testRows * rowBytes
    let rows = stride(from: start, to: bytes.count, by: rowBytes).map {
      bytes[$0..<$0 + rowBytes]
    }
    job.members[member] = Array(bytes[..<start]) + rows.reversed().flatMap { $0 }
    let other = try MemoryWorld.after(job)
    let world = try Self.world.get()
    #expect(other.seal?.unfilled == world.seal?.unfilled)
    for arm in ["student", "distilled"] {
      #expect(try Self.tuning(other, arm).variant == Self.tuning(world, arm).variant)
      #expect(try Self.tuning(other, arm).value == Self.tuning(world, arm).value)
    }
    func validation(_ world: MemoryWorld) -> [[MetricRecord]] {
      world.runs.map { $0.metrics.filter { $0.split != "test" } }
    }
    #expect(validation(other) == validation(world))
    #expect(other.runs.map(\.metrics) != world.runs.map(\.metrics))
  }

  @Test("of a student is the same with further teachers, students and variants beside it")
  func shared() throws {
    func students(_ job: SmallJob) throws -> Set<String> {
      let places = try FilledPlan(running: job).places("student")
      return Set(places.filter { $0.planned.student == "sound" }.compactMap { $0.run?.key })
    }
    let alone = try students(Self.job)
    #expect(
      try students(Self.job.with { $0.rest = "sweep: {teacher.modality: [sight, touch]}" }) == alone
    )
    #expect(
      try students(Self.job.with { $0.rest = "sweep: {student.modality: [touch, sound]}" }) == alone
    )
    #expect(try students(Self.job.with { $0.method = "{hinton: {temperature: [1, 9]}}" }) == alone)
  }

  @Test("is none without validation rows: every arm has one configuration, and nothing is left out")
  func none() throws {
    let job = SmallJob(split: "{train: train.npy, validation: none, test: test.npy}")
    let world = try MemoryWorld.after(job)
    #expect(world.seal?.unfilled == [])
    #expect(try FilledPlan(job, world).places.allSatisfy { $0.run != nil })
    #expect(world.runs.allSatisfy { !$0.metrics.contains { $0.split == "validation" } })
    #expect(try Self.tuning(world, "student").value == 1e-4)
  }
}
