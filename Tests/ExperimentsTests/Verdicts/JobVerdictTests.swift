import Records
import Testing

@testable import Experiments

@Suite("The verdicts of a job") struct JobVerdictTests {
  private static let job = SmallJob.untuned.with {
    $0.rest = "distil: false\nsweep: {teacher.modality: [sight, touch], training.batch: [8, 16]}"
  }
  private static let world = Result { try MemoryWorld.after(job) }

  @Test("are one a pair and setting, in the order of the plan")
  func order() throws {
    let verdicts = try Self.world.get().verdicts
    #expect(verdicts.map(\.ordinal) == [0, 1, 2, 3])
    #expect(verdicts.map(\.teacher) == ["sight", "touch", "sight", "touch"])
    #expect(verdicts.map(\.variant) == [8, 8, 16, 16].map { "training.batch=\($0)" })
    #expect(verdicts.allSatisfy { $0.student == "sound" })
    #expect(verdicts.allSatisfy { $0.rows == SmallJob.trainRows + SmallJob.validationRows })
  }

  @Test("are the same with any number of workers, whatever pairs and settings stand beside them")
  func independence() throws {
    let verdicts = try Self.world.get().verdicts
    // Each is said as soon as it is reached.
    let together = try MemoryWorld.after(Self.job, workers: 3).verdicts
    #expect(together.sorted { $0.ordinal < $1.ordinal } == verdicts)
    var alone = try #require(
      try MemoryWorld.after(
        Self.job.with { $0.rest = "distil: false\nsweep: {training.batch: [16, 8]}" }
      ).verdicts.first)
    alone.ordinal = 2
    #expect(alone == verdicts[2])
  }

  @Test("are one a setting also where settings share every run, and none of them waits for ever")
  func shared() throws {
    // No network of these is trained in batches.
    let job = SmallJob.untuned.with { $0.rest = "sweep: {training.batch: [8, 16]}" }
    let world = try MemoryWorld.after(job)
    #expect(world.verdicts.map(\.ordinal) == [0, 1])
    #expect(world.seal?.unfilled == [])
    #expect(world.seal?.comparisons.count { $0.selected && $0.metric == "accuracy" } == 2)
  }

  @Test(
    "are all written before the first student is distilled for their pair, at whatever setting",
    arguments: [1, 3])
  func gates(workers: Int) throws {
    let job = SmallJob.untuned.with {
      $0.rest = "sweep: {teacher.modality: [sight, touch], student.network: [linear, {mlp: [3]}]}"
    }
    let plan = try job.plan()
    let waiting: Set = ["distilled", "across", "within", "class-mean", "self"]
    var written: [String: Int] = [:]
    var distilled = 0
    for frame in try MemoryWorld.after(job, workers: workers).frames {
      switch frame {
      case .verdict(let verdict): written[verdict.teacher, default: 0] += 1
      case .run(let run):
        for place in run.ordinals.map({ plan[$0] }) where waiting.contains(place.arm) {
          #expect(written[place.teacher] == 2, "\(place.variant)")
          distilled += 1
        }
      default: break
      }
    }
    #expect(distilled == plan.count { waiting.contains($0.arm) })
  }

  @Test("know nothing of what is distilled after them")
  func before() throws {
    let whole = SmallJob.untuned
    let verdicts = try MemoryWorld.after(whole).verdicts
    #expect(verdicts.count == 1)
    #expect(try MemoryWorld.after(whole.with { $0.rest = "distil: false" }).verdicts == verdicts)
    let other = whole.with { $0.method = "{hinton: {lambda: 1, temperature: 9}}" }
    #expect(try MemoryWorld.after(other).verdicts == verdicts)
  }

  @Test("that were reached before are not said again, and the seal is the same", arguments: [1, 4])
  func known(count: Int) throws {
    let whole = try Self.world.get()
    // The ledger gives them back in any order.
    let known = Array(whole.verdicts.suffix(count).reversed())
    let world = MemoryWorld()
    try world.run(Self.job, verdicts: known)
    #expect(world.verdicts == whole.verdicts.dropLast(count))
    #expect(world.seal == whole.seal)
  }

  @Test("cannot be reached where teacher and student are the same measurements")
  func sameModality() throws {
    var job = SmallJob.untuned.with { $0.rest = "distil: false" }
    job.members["sight.npy"] = job.members["sound.npy"]
    let verdict = try #require(try MemoryWorld.after(job).verdicts.first)
    #expect(verdict.verdict == "cannot tell")
  }

  @Test("say so where no seed has outputs of both sides, and the job goes on")
  func diverged() throws {
    let world = try MemoryWorld.after(.untuned, whereDiverged: "teacher")
    let verdict = try #require(world.verdicts.first)
    #expect(verdict.verdict == "cannot tell")
    #expect(verdict.reason == "No seed has outputs of both teacher and student.")
    #expect(verdict.delta == nil && verdict.teacherBetter == nil)
    #expect(world.seal != nil)
  }

  @Test("say whether the teacher is better on validation rows, or out of fold where there are none")
  func teacherBetter() throws {
    func isBetter(_ teacher: String, _ student: String, _ validation: String) throws -> Bool? {
      let job = SmallJob(
        teacher: "{modality: \(teacher), network: linear}",
        student: "{modality: \(student), network: linear, tuning: none}",
        split: "{train: train.npy, validation: \(validation), test: test.npy}",
        rest: "distil: false")
      return try MemoryWorld.after(job).verdicts.first?.teacherBetter
    }
    for validation in ["validation.npy", "none"] {
      #expect(try isBetter("sight", "touch", validation) == true)
      #expect(try isBetter("touch", "sight", validation) == false)
    }
  }
}
