import Plans
import Records
import Specifications
import Testing

@testable import Distillation

@Suite("The plan of a setting") struct SettingPlanTests {
  private func plan(
    lambdas: [Double] = [0.5, 1], tuning: StudentTuning = .bracket, imitates: Bool = false,
    distils: Bool = true, seeds: Int = 2, method: String? = nil, rest: String = ""
  ) throws -> (plan: Plan, nodes: SettingPlan) {
    let file = """
      retort: 1
      name: planned
      data:
        modalities: {clear: {file: clear.npy}, dim: {file: dim.npy}}
        labels: {file: labels.npy}
        split: {train: 0.5, validation: 0.25, test: 0.25, seed: 1}
      teacher: {modality: clear, network: linear}
      student: {modality: dim, network: {mlp: [4]}, tuning: \(tuning.rawValue)}
      method: \(method ?? "{hinton: {lambda: \(lambdas), temperature: 2}}")
      seeds: \(seeds)
      \(rest)
      """
    let parsed = try ParsedSpecification(
      bytes: Array(file.utf8), methods: Methods.registry, networks: NetworkKinds.registry,
      known: nil)
    var specification = try #require(parsed.settings.first).specification
    specification.training = specification.training.resolved(trainRows: 40)
    var builder = PlanBuilder(seeds: seeds)
    builder.begin(SmallStudy.setting)
    let nodes = SettingPlan(
      Sweep(specification), Recipes(specification), imitates: imitates, distils: distils,
      into: &builder)
    return (builder.plan, nodes)
  }

  private func words(_ plan: Plan) -> [String] {
    plan.ids.compactMap { id in plan[id].place.map { "\($0.arm.word) \($0.words)" } }
  }

  @Test("stands in the order people see: labels, references, distilled students, controls")
  func order() throws {
    let (plan, _) = try plan(tuning: .none)
    let draws = ["", ", permutation 2", ", permutation 3", ", permutation 4", ", permutation 5"]
    var expected = [
      "teacher ", "student weight_decay=0.0001, label_smoothing=0", "student selected, out of fold",
      "smoothed selected, label_smoothing=0.1", "fused concatenation", "fused late fusion",
      "distilled lambda=0.5, temperature=2", "distilled lambda=1, temperature=2",
    ]
    for control in ["across", "within"] {
      expected += draws.map { "\(control) selected\($0)" }
      expected += draws.map { "\(control) selected, lambda=1\($0)" }
    }
    for control in ["class-mean", "self"] {
      expected += ["\(control) selected", "\(control) selected, lambda=1"]
    }
    #expect(words(plan) == expected)
    #expect(plan.verdicts == 1)
  }

  @Test("ends with the verdicts where nothing is to be distilled")
  func undistilled() throws {
    let (plan, nodes) = try plan(tuning: .none, distils: false)
    #expect(words(plan).count == 3)
    #expect(nodes.questions[0].verdict != nil && nodes.questions[0].distilled == nil)
  }

  @Test("asks how well students imitate teachers where the criterion of real targets wants to know")
  func imitation() throws {
    let (plan, nodes) = try plan(tuning: .none, imitates: true)
    #expect(words(plan).contains("student imitates the teacher, out of fold"))
    let verdict = try #require(nodes.questions[0].verdict)
    guard case .verdict(let node) = plan[verdict].content else {
      Issue.record("the verdict's node is none")
      return
    }
    #expect(node.reading.keys.sorted() == [.folds, .imitation, .student, .teacher])
  }

  @Test("derives every distilled student from the tuned one, so that only the loss changes")
  func inheritance() throws {
    let (plan, nodes) = try plan(lambdas: [0.5])
    let student = try #require(nodes.students["dim"])
    // The candidate that wins below has half a decade and smoothing of its own.
    let winner = try #require(
      student.search.configurations.firstIndex {
        $0 == StudentConfiguration(weightDecay: 1, labelSmoothing: 0.1)
      })
    var state = PlanState(plan, environment: "any")
    // Decay 1 is better than others without smoothing too, or the search would not smooth there.
    let candidates = zip(student.candidates, student.search.configurations)
    let scores = Dictionary(
      uniqueKeysWithValues: candidates.map { ($0, $1.weightDecay == 1 ? 1.0 : 0) })
    drain(&state) { $0 == student.candidates[winner] ? 2 : scores[$0] ?? 0 }
    let tuned = try #require(state.computation(of: student.chosen)?.stage as? Fit)
    #expect(tuned.recipe.weightDecay == 1 && tuned.labelSmoothing == 0.1)
    let cell = try #require(nodes.questions[0].variants.first?.node)
    let distilled = try #require(state.computation(of: cell)?.stage as? Fit)
    #expect(distilled.recipe == tuned.recipe && distilled.labelSmoothing == 0.1)
    #expect(distilled.loss.identity == HintonLoss(lambda: 0.5, temperature: 2).identity)
    let own = try #require(
      nodes.questions[0].controls.first { $0.control.arm == .own }?.draws.first)
    #expect(state.computation(of: own)?.reading[.teacher] == student.folds)
    let mean = try #require(
      nodes.questions[0].controls.first { $0.control.arm == .classMean(true) }?.draws.first)
    #expect(
      state.computation(of: mean)?.disturbances[.teacher]?.identity
        == Disturbance.classMeans(temperature: 2).identity)
  }

  @Test("takes the twin at which labels are silent apart as well, where every cell has one")
  func twins() throws {
    #expect(try plan(lambdas: [0.5, 1]).nodes.questions[0].controls.contains(where: \.isOfTwin))
    #expect(try !plan(lambdas: [1]).nodes.questions[0].controls.contains(where: \.isOfTwin))
    #expect(
      try !plan(lambdas: [0.25, 0.5]).nodes.questions[0].controls.contains(where: \.isOfTwin))
  }

  @Test(
    "gives `self` the student's own embedding, whichever cell is chosen and whoever else has one",
    arguments: ["{fitnets: {weight: [0, 1]}}", "{fitnets: {weight: [1, 0]}}"])
  func ownEmbedding(method: String) throws {
    let (plan, nodes) = try plan(
      method: method,
      rest: "sweep: {teacher.modality: [clear, dim], student.modality: [clear, dim]}")
    #expect(nodes.questions.count == 2)
    var state = PlanState(plan, environment: "any")
    drain(&state) { id in plan[id].place?.words == "weight=1" ? 1 : 0 }
    for question in nodes.questions {
      let own = try #require(question.controls.first { $0.control.arm == .own }?.draws.first)
      let taught = try #require(question.distilled)
      func embedded(_ node: Plan.ID) throws -> Plan.ID? {
        let embedding = try #require(state.computation(of: node)?.reading[.embedding])
        return state.computation(of: embedding)?.reading[.teacher]
      }
      #expect(try embedded(own) == question.question.student)
      let fit = try #require(state.computation(of: own)?.stage as? Fit)
      #expect(fit.embedded == fit.seen && fit.seen.network == nodes.recipes.student.network)
      #expect(try embedded(taught) == question.question.teacher)
    }
  }

  private func drain(_ state: inout PlanState, _ score: (Plan.ID) -> Double) {
    while true {
      let runs = state.takeDue()
      let verdicts = state.takeDueVerdicts()
      guard !runs.isEmpty || !verdicts.isEmpty else { return }
      for run in runs where !run.isFinished {
        state.finish(
          run.key, FinishedScore(validation: ValidationScore(score: score(run.node), loss: 0)))
      }
      for verdict in verdicts { state.announce(verdict.node) }
    }
  }
}
