import Distillation
import Plans
import Records
import Testing

@testable import Experiments

@Suite("A planned run") struct JobDesignTests {
  private static let job = SmallJob(
    method: "{hinton: {lambda: [0.5, 1]}}",
    rest: """
      sweep:
        student.modality: [sound, touch]
        training.batch: [16, 32]
      """)

  @Test("is numbered from 0 over all settings, the seeds of one work one after the other")
  func ordinals() throws {
    let plan = try Self.job.plan()
    #expect(plan.map(\.ordinal) == Array(plan.indices))
    #expect(plan.map(\.seed) == plan.indices.map { $0 % Self.job.seeds })
    let settings = plan.map(\.setting)
    #expect(settings == settings.sorted(), "a setting's runs stand together")
    #expect(Set(settings) == ["training.batch=16", "training.batch=32"])
  }

  @Test("stands in the order people see: labels, references, distilled, searched, controls")
  func phases() throws {
    // Two pairs: the cells of both come before the search of either.
    let design = try Self.job.checked().design
    let phases = design.runs.filter { $0.setting == design.experiments[0].setting }.map(\.stage)
    let order = [
      Phase.labels, Phase.studentSearch, Phase.references, Phase.distilling, Phase.distilledSearch,
      Phase.controls,
    ]
    #expect(Set(phases) == Set(order))
    // What a student's search may come to stands between what it begins with, decay by decay.
    let places = phases.map { $0 == Phase.studentSearch ? Phase.labels : $0 }
      .compactMap(order.firstIndex)
    #expect(places == places.sorted())
  }

  @Test("is a run of the plan at each ordinal of its node, one a seed")
  func nodes() throws {
    let design = try Self.job.checked().design
    let (runs, plan) = (design.runs, design.plan)
    #expect(runs.count == plan.runs)
    for id in plan.ids {
      guard let place = plan[id].place else { continue }
      for (index, seed) in plan.seeds(of: id).enumerated() {
        let run = runs[plan[id].ordinal + index]
        #expect(run.seed == seed && run.arm == place.arm.word && run.stage == place.phase)
        #expect(run.setting == design.experiments[plan[id].setting].setting)
        #expect(run.variant == "\(run.setting), \(place.words)" || place.words.isEmpty)
      }
    }
  }

  @Test("is told from every other of its job by its words")
  func words() throws {
    let plan = try Self.job.plan()
    let words = plan.map { FilledPlan.Place(planned: $0, run: nil).words }
    #expect(Set(words).count == plan.count)
    for run in plan { #expect(run.variant.hasPrefix(run.setting)) }
  }

  @Test("has every arm of every pair, seed and setting")
  func arms() throws {
    struct Cell: Hashable {
      var setting: String
      var student: String
      var seed: Int
    }
    let plan = try Self.job.plan()
    let arms = [
      "student", "smoothed", "distilled", "fused", "across", "within", "class-mean", "self",
    ]
    for arm in arms {
      let cells = Set(
        plan.filter { $0.arm == arm }
          .map { Cell(setting: $0.setting, student: $0.student, seed: $0.seed) })
      #expect(cells.count == 2 * 2 * 2, "\(arm)")
    }
    let teachers = plan.filter { $0.arm == "teacher" }
    #expect(teachers.count == 2 * 2, "one a setting and seed, whoever learns from it")
    #expect(teachers.allSatisfy { $0.teacher == "sight" && $0.student.isEmpty })
  }

  @Test("names the method where it is used, and nowhere else")
  func method() throws {
    let taught: Set = ["distilled", "across", "within", "class-mean", "self"]
    for run in try Self.job.plan() {
      #expect(run.method == (taught.contains(run.arm) ? "hinton" : ""), "\(run.arm)")
    }
  }

  @Test("names teacher and student by what it sees or learns from")
  func modalities() throws {
    for run in try Self.job.plan() {
      let knowsTeacher = !["student", "smoothed"].contains(run.arm)
      #expect(run.teacher == (knowsTeacher ? "sight" : ""))
      #expect(run.student.isEmpty == (run.arm == "teacher"))
    }
  }

  @Test("leaves the students of one teacher those they have without the other")
  func others() throws {
    func students(_ rest: String) throws -> [String] {
      try SmallJob(rest: rest).plan()
        .filter { $0.arm == "student" && $0.student == "sound" }
        .map { "\($0.variant), seed \($0.seed)" }
    }
    let alone = try students("")
    #expect(!alone.isEmpty)
    #expect(try students("sweep: {student.modality: [sound, touch]}") == alone)
    #expect(try students("sweep: {teacher.modality: [sight, touch]}") == alone)
    #expect(try students("sweep: {method.lambda: [0.25, 0.5, 1]}") == alone)
  }
}
