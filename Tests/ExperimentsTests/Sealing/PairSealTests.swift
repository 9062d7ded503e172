import Distillation
import Networks
import Records
import Testing

@testable import Experiments

@Suite("The seal of a pair") struct PairSealTests {
  /// Seed 1 of the student and seed 0 of the distilled arm are the better ones on validation rows.
  /// Each fit leaves eight parameters, all of them its seed, and three epochs.
  private static func job(_ small: ReadableJob = ReadableJob()) throws -> HandMadeJob {
    try HandMadeJob(
      small,
      editing: { run, products in
        products.parameters = .init(repeating: Float(run.seed), count: 8)
        products.curve = (1...3).map {
          EpochRecord(
            epoch: $0, trainLoss: 1 / Double($0),
            validationLoss: $0 == 3 ? .infinity : 2 / Double($0))
        }
      },
      answers: { run in
        switch run.arm {
        case .student: { $0 < (run.seed == 1 ? 30 : 20) ? 0.8 : 0.2 }
        case .distilled: { $0 < (run.seed == 0 ? 36 : 34) ? 0.8 : 0.2 }
        default: { $0 < 20 ? 0.8 : 0.2 }
        }
      })
  }

  private func model(_ name: String, _ seal: PairSeal, _ job: HandMadeJob) throws -> StudentModel {
    let file = try #require(seal.files.first { $0.name == name })
    return try StudentModel(bytes: try #require(job.world.objects[file.sha256]))
  }

  @Test("exports of each arm the seed best on its own validation rows")
  func export() throws {
    let job = try Self.job()
    let seal = try job.sealing().seal(of: job.question(), verdict: nil)
    let export = try #require(seal.export)
    #expect(export.seed == 0 && export.studentSeed == 1)
    let distilled = try model("models/scan-to-photo.safetensors", seal, job)
    let student = try model("models/student-photo.safetensors", seal, job)
    #expect(distilled.parameters == .init(repeating: 0, count: 8))
    #expect(student.parameters == .init(repeating: 1, count: 8))
    #expect(distilled.origin["teacher"] == "scan" && distilled.origin["method"] == "hinton")
    #expect(student.origin["teacher"] == nil && student.origin["seed"] == "1")
  }

  @Test("keeps the models of each setting in a folder of its own")
  func folders() throws {
    var small = ReadableJob()
    small.more = "sweep: {training.weight_decay: [0.01, 0.1]}"
    let job = try Self.job(small)
    let seal = try job.sealing(1).seal(of: job.question(1), verdict: nil)
    #expect(
      seal.files.map(\.name) == [
        "models/setting-2/scan-to-photo.safetensors",
        "models/setting-2/student-photo.safetensors",
      ])
  }

  @Test("draws the learning curves of the student and of the selected arm, every seed")
  func curves() throws {
    let job = try Self.job()
    let seal = try job.sealing().seal(of: job.question(), verdict: nil)
    #expect(seal.curves.count == 2 * 2 * 3)
    #expect(Set(seal.curves.map(\.arm)) == ["student", "distilled"])
    let first = seal.curves.filter { $0.arm == "student" && $0.seed == 0 }
    #expect(first.map(\.epoch) == [1, 2, 3])
    // A loss that is no number has no point.
    #expect(first.map(\.validationLoss) == [2, 1, nil])
  }

  @Test("exports nothing of an arm that diverged, and says nothing of its rows")
  func diverged() throws {
    let job = try HandMadeJob(ReadableJob()) { run in
      if run.arm == .distilled { nil } else { { _ in 0.8 } }
    }
    let seal = try job.sealing().seal(of: job.question(), verdict: nil)
    #expect(seal.export == nil && seal.files.isEmpty)
    #expect(!seal.comparisons.contains { $0.gain != nil })
  }

  @Test("repeats the verdict where nothing was distilled, or says that there is none")
  func verdict() throws {
    var small = ReadableJob()
    small.more = "distil: false"
    let job = try Self.job(small)
    let verdict = VerdictRecord(
      ordinal: 0, teacher: "scan", student: "photo", variant: "", estimator: "exact", rows: 60,
      verdict: "do not distil", reason: "Δ is below 0.")
    func conclusion(_ verdict: VerdictRecord?) throws -> String? {
      try job.sealing().seal(of: job.question(), verdict: verdict).summaries
        .first { $0.section == "conclusion" }?.text
    }
    #expect(
      try conclusion(verdict)
        == "The verdict is 'do not distil': Δ is below 0. Nothing was distilled, as the job asked.")
    #expect(try conclusion(nil) == "There is no verdict. Nothing was distilled, as the job asked.")
  }
}
