import Records
import Testing

@testable import Experiments

/// Which runs a run reads, and which places come to one run.
@Suite("The runs of a plan") struct PlannedInputsTests {
  private static let job = SmallJob.untuned
  private static let filled = Result { try FilledPlan(running: job) }

  @Test("read the outputs of their own seed's teacher, student or folds, and of nothing else")
  func inputs() throws {
    let filled = try Self.filled.get()
    for place in filled.places {
      let run = try #require(place.run)
      let seed = place.planned.seed
      let teacher = try filled.run("teacher", seed: seed).key
      let student = try filled.run(
        "student", "weight_decay=0.0001, label_smoothing=0", seed: seed
      ).key
      let folds = try filled.run("student", "selected, out of fold", seed: seed).key
      let expected: [String] =
        switch (place.planned.arm, place.planned.variant) {
        case ("distilled", _), ("across", _), ("within", _), ("class-mean", _): [teacher]
        case ("self", _): [folds]
        case ("fused", "late fusion"): [student, teacher]
        default: []
        }
      #expect(run.inputs == expected, "\(place.words)")
    }
  }

  @Test("of a real target imitate the teacher of their seed")
  func imitation() throws {
    let filled = try FilledPlan(
      running: Self.job.with { $0.target = "target: {file: values.npy}" })
    for seed in 0..<Self.job.seeds {
      let run = try filled.run("student", "imitates the teacher, out of fold", seed: seed)
      #expect(run.inputs == [try filled.run("teacher", seed: seed).key])
    }
  }

  @Test("are one run where two places come to the same computation, told once with both")
  func together() throws {
    // Smoothing is all that the smoothed control changes of the student that chose none.
    let job = SmallJob(seeds: 1)
    let world = try MemoryWorld.after(job)
    let filled = try FilledPlan(job, world)
    let tuning = try #require(
      world.seal?.summaries.first { $0.section == "tuning" && $0.label == "student" })
    let decay = try #require(tuning.variant.split(separator: ", ").first)
    let control = try filled.run("smoothed", "selected, label_smoothing=0.1")
    let candidate = try filled.run("student", "\(decay), label_smoothing=0.1")
    #expect(control.key == candidate.key && control.products == candidate.products)
    #expect(world.runs.count { $0.key == control.key && $0.wasComputed } == 1)
  }

  @Test(
    "of settings with other rows share nothing, of settings with equal rows what does not change")
  func settings() throws {
    func keys(_ sweep: String) throws -> [Set<String>] {
      let job = Self.job.with {
        $0.split = "{train: 0.5, validation: 0.25, test: 0.25, seed: 3}"
        $0.rest = "distil: false\nsweep: {\(sweep)}"
      }
      let places = try FilledPlan(running: job).places
      return Dictionary(grouping: places, by: \.planned.setting)
        .map { Set($0.value.compactMap { $0.run?.key }) }
    }
    let rows = try keys("data.split.seed: [3, 4]")
    #expect(rows[0].isDisjoint(with: rows[1]))
    // The teacher, and the student at the job's own decay.
    let tunings = try keys("student.tuning: [none, fine]")
    #expect(tunings[0].intersection(tunings[1]).count >= 2 * Self.job.seeds)
  }

  @Test("of a job with one variant more are computed for that variant alone")
  func further() throws {
    let first = try MemoryWorld.after(Self.job)
    let job = Self.job.with { $0.method = "{hinton: {lambda: [0.5, 0.25]}}" }
    let second = MemoryWorld()
    for bytes in first.objects.values { second.put(bytes) }
    try second.run(job, finished: first.finishedRuns)
    let computed = try FilledPlan(job, second).places.filter { $0.run?.wasComputed == true }
    #expect(computed.count { $0.planned.variant == "lambda=0.25, temperature=1" } == job.seeds)
    let rest = computed.filter { $0.planned.arm != "distilled" }
    // Controls follow where the new variant is chosen.
    #expect(
      rest.allSatisfy { ["across", "within", "class-mean", "self"].contains($0.planned.arm) })
    #expect(!computed.contains { $0.planned.variant == "lambda=0.5, temperature=1" })
  }
}
