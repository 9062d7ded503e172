import Plans
import Records
import Specifications

/// Every node of one setting of a job, where whoever runs and seals it finds them.
///
///     T  teacher ───────────────┬────────────────▶ V verdict ┄┄ gate ┄┄┐
///     S* students ─▶ S° choice ─▶ F out of fold ───▶ V                  ▼
///                       │   └─▶ (inherits) ┄┄┄┄┄┄▶ D* distilled, one a cell ─▶ D° choice ─▶ K controls
///                       └─▶ L late fusion ◀─ T
///
/// Teachers and students are shared by every pair and cell that does not change them.
public struct SettingPlan: Sendable {
  public let sweep: Sweep
  public let recipes: Recipes
  public private(set) var teachers: [String: Plan.ID] = [:]
  public private(set) var students: [String: StudentNodes] = [:]
  /// In the order of the sweep.
  public private(set) var questions: [QuestionNodes] = []

  /// - Parameters:
  ///   - imitates: whether students imitate teachers too, for the exact criterion of real targets.
  ///   - distils: whether students are distilled, or the plan ends with the verdicts.
  public init(
    _ sweep: Sweep, _ recipes: Recipes, imitates: Bool, distils: Bool,
    into plan: inout PlanBuilder
  ) {
    self.sweep = sweep
    self.recipes = recipes
    for modality in sweep.teachers {
      teachers[modality] = plan.add(
        recipes.teacherFit(modality),
        at: Place(.teacher, teacher: modality, phase: Phase.labels))
    }
    for modality in sweep.students {
      students[modality] = StudentNodes(modality, recipes, into: &plan)
    }
    for modality in sweep.students {
      students[modality]?.addReferences(
        modality, smoothed: distils ? .smoothed(recipes.isClassification) : nil, into: &plan)
    }
    for pair in sweep.pairs {
      guard let teacher = teachers[pair.teacher], let student = students[pair.student],
        let folds = student.folds
      else { continue }
      let question = Question(
        pair: pair, teacher: teacher, student: student.chosen, folds: folds,
        targets: recipes.targets, poolTraining: recipes.poolTraining,
        labelledTraining: recipes.student.training)
      var nodes = QuestionNodes(question)
      nodes.addReferences(recipes, imitates: imitates, fused: distils, into: &plan)
      questions.append(nodes)
    }
    for index in questions.indices { questions[index].addVerdict(into: &plan) }
    guard distils else { return }
    for modality in sweep.students {
      // Whoever teaches in it, a student teaches itself alike.
      guard let question = questions.first(where: { $0.pair.student == modality })?.question
      else { continue }
      students[modality]?.addSelfTraining(modality, sweep, question, recipes.range, into: &plan)
    }
    // Seeds of one arm stand together, and the cells of all pairs before what follows the choice between them.
    for index in questions.indices { questions[index].addCells(sweep, into: &plan) }
    for index in questions.indices { questions[index].addSearch(recipes.range, into: &plan) }
    for index in questions.indices {
      questions[index].addControls(sweep, selects: recipes.selects, into: &plan)
    }
  }
}

/// A student modality: what its search tries, what it comes to, and what is made of that.
public struct StudentNodes: Sendable {
  public let search: StudentSearch
  /// In the order of the search's configurations.
  public let candidates: [Plan.ID]
  /// S°.
  public let chosen: Plan.ID
  /// Its outputs out of fold.
  public private(set) var folds: Plan.ID?
  /// Its own decay with label smoothing.
  public private(set) var smoothed: Plan.ID?
  /// In the order of the sweep; empty where every train row has a label.
  public private(set) var selfTraining: [SelfTraining] = []

  init(_ modality: String, _ recipes: Recipes, into plan: inout PlanBuilder) {
    let search = StudentSearch(recipes.range)
    self.search = search
    candidates = search.configurations.map { configuration in
      let isStart = search.isStart(configuration)
      return plan.add(
        recipes.studentFit(modality, configuration),
        at: Place(
          .student, student: modality, words: configuration.label, cell: configuration.cell,
          phase: isStart ? Phase.labels : Phase.studentSearch),
        isOptional: !isStart)
    }
    chosen = plan.choose(among: candidates, by: .search(search, from: nil))
  }

  mutating func addReferences(
    _ modality: String, smoothed arm: Arm?, into plan: inout PlanBuilder
  ) {
    folds = plan.derive(
      from: [chosen],
      at: Place(
        .student, student: modality, words: "selected, out of fold",
        cell: Cell(part: "selected, out of fold"), phase: Phase.references)
    ) { origins in
      origins[0].changing(Fit.self) { ($0.role, $0.folds) = ("folds", .only) }
    }
    guard let arm else { return }
    let words =
      "selected, label_smoothing=\(ScalarValue.number(StudentConfiguration.control).text)"
    self.smoothed = plan.derive(
      from: [chosen],
      at: Place(
        arm, student: modality, words: words,
        cell: Cell(
          [Cell.Entry("label_smoothing", .number(StudentConfiguration.control))], part: "selected"),
        phase: Phase.references)
    ) { origins in
      origins[0].changing(Fit.self) { $0.labelSmoothing = StudentConfiguration.control }
    }
  }

  mutating func addSelfTraining(
    _ modality: String, _ sweep: Sweep, _ question: Question, _ range: DecayRange,
    into plan: inout PlanBuilder
  ) {
    selfTraining = sweep.selfTraining.map {
      SelfTraining($0, modality, question, sweep.variants, range, into: &plan)
    }
  }
}
