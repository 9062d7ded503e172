import Distillation
import Plans
import Records
import Specifications
import Testing

@testable import Experiments

@Suite("The plan of a setting") struct ExperimentTests {
  private static let job = SmallJob(method: "{hinton: {lambda: [0.5, 1]}}", seeds: 3)

  private func runs(_ job: SmallJob, in phase: String) throws -> [PlannedRunRecord] {
    try job.plan().filter { $0.stage == phase && $0.seed == 0 }
  }

  @Test("begins students with the job's own decay and the usual decades")
  func start() throws {
    let students = try runs(Self.job, in: Phase.labels).filter { $0.arm == "student" }
    #expect(
      students.map(\.variant)
        == ["0.0001", "0.001", "0.01", "0.1"].map { "weight_decay=\($0), label_smoothing=0" })
  }

  @Test("has a place for everything a search can come to, each named by what it is")
  func searches() throws {
    let students = try runs(Self.job, in: Phase.studentSearch).map(\.variant)
    #expect(students.contains("weight_decay=0.003, label_smoothing=0"))
    #expect(students.contains("weight_decay=10, label_smoothing=0.1"))
    let distilled = try runs(Self.job, in: Phase.distilledSearch).map(\.variant)
    #expect(distilled.contains("selected, weight_decay=0.03"))
  }

  @Test("searches nothing without validation rows, and nothing where the job wants none")
  func none() throws {
    let fixed = SmallJob(split: "{train: train.npy, validation: none, test: test.npy}")
    for job in [fixed, .untuned] {
      #expect(try runs(job, in: Phase.studentSearch).isEmpty)
      #expect(try runs(job, in: Phase.distilledSearch).isEmpty)
      #expect(try job.plan().count == job.checked().design.first.size.runs)
    }
  }

  @Test(
    "draws ten permutations of a shuffled control in all, whatever the seeds",
    arguments: [1, 3, 5, 10, 20])
  func permutations(seeds: Int) throws {
    let plan = try SmallJob(seeds: seeds).plan()
    func count(_ arm: Arm) -> Int { plan.count { $0.arm == arm.word } }
    #expect(count(.across) >= 10 && count(.across) < 10 + seeds)
    #expect(count(.within) == count(.across))
    #expect(count(.classMean) == seeds && count(.own) == seeds)
  }

  @Test("counts at most as many runs as it has places, and more than without its searches")
  func size() throws {
    let design = try Self.job.checked().design
    #expect(design.first.size.runs < design.runs.count)
    #expect(design.first.size.runs > design.runs.count { !$0.stage.hasSuffix("search") })
  }

  // MARK: - What is inherited

  /// Students are best at one configuration, the distilled arm at λ = 0.5 and a decay of its own.
  private func played(
    _ plan: ScoredPlan, student: StudentConfiguration, distilled decay: Double
  ) throws -> CompletedPlan {
    let played = try plan.play { run in
      let own = run.fit.recipe.weightDecay
      var score = 0.0
      if run.place.arm == .distilled {
        score = run.place.words == "lambda=1, temperature=1" ? 0 : own == decay ? 2 : 1
      } else if own == student.weightDecay {
        score = run.fit.labelSmoothing == student.labelSmoothing ? 2 : 1
      } else if abs(own - student.weightDecay) < 0.9 * student.weightDecay {
        // Half decades are looked at beside what is best of the decades.
        score = 0.5
      }
      return ValidationScore(score: score, loss: 0)
    }
    #expect(played.student.choice == student)
    #expect(played.distilled.choice == decay)
    return played.completed
  }

  @Test(
    "gives every arm of a pair the student's regularisation, and the selected one its own decay")
  func inherited() throws {
    let plan = try ScoredPlan(Self.job)
    let completed = try played(
      plan, student: StudentConfiguration(weightDecay: 3e-3, labelSmoothing: 0.1), distilled: 3e-2)
    let nodes = plan.experiment.nodes
    let question = try #require(nodes.questions.first)
    func regularisation(_ node: Plan.ID?) throws -> [Double] {
      let computation = completed.computation(of: try #require(node))
      let fit = try #require(computation?.stage as? Fit)
      return [fit.recipe.weightDecay, fit.labelSmoothing]
    }
    for cell in question.variants { #expect(try regularisation(cell.node) == [3e-3, 0.1]) }
    #expect(try regularisation(question.distilled) == [3e-2, 0.1])
    for control in question.controls {
      // The twin at λ = 1 was trained at the student's decay.
      let decay = control.isOfTwin ? 3e-3 : 3e-2
      for draw in control.draws { #expect(try regularisation(draw) == [decay, 0.1]) }
    }
    #expect(question.controls.count { $0.isOfTwin } == 4)
    #expect(try regularisation(nodes.students["sound"]?.smoothed) == [3e-3, 0.1])
    #expect(try regularisation(nodes.students["sound"]?.folds) == [3e-3, 0.1])
    #expect(try regularisation(question.fused.first) == [3e-3, 0.1])
    #expect(try regularisation(question.question.teacher) == [1e-4, 0])
  }

  @Test(
    "calls a chosen arm by the key of the cell it came back to, and permutations by others")
  func keys() throws {
    let plan = try ScoredPlan(Self.job)
    let completed = try played(
      plan, student: StudentConfiguration(weightDecay: 1e-2), distilled: 1e-2)
    let question = try #require(plan.experiment.nodes.questions.first)
    let students = try #require(plan.experiment.nodes.students["sound"])
    let cell = try #require(question.variants.first?.node)
    #expect(completed.keys(of: try #require(question.distilled)) == completed.keys(of: cell))
    // A searched place of the student's own decay would be the cell again.
    let again = try #require(question.search?.decays.firstIndex(of: 1e-2))
    #expect(completed.keys(of: question.searched[again + 1]) == completed.keys(of: cell))
    let across = try #require(question.controls.first { $0.control.arm == .across })
    let keys = across.draws.flatMap { completed.keys(of: $0) }
    #expect(Set(keys).count == keys.count && !keys.contains(nil))
    // The smoothed control is the student's own smoothing, once it has chosen its decay.
    let candidate = try #require(
      students.search.configurations.firstIndex {
        $0 == StudentConfiguration(weightDecay: 1e-2, labelSmoothing: 0.1)
      })
    #expect(
      completed.keys(of: try #require(students.smoothed))
        == completed.keys(of: students.candidates[candidate]))
  }
}
