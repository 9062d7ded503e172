import Plans
import Records
import Specifications

/// The nodes of one question: its references, its verdict, one distilled student a cell of the method, the choice
/// between them, and what takes the chosen one apart.
public struct QuestionNodes: Sendable {
  /// One control of one distilled student.
  public struct ControlNodes: Sendable {
    public let control: Control
    /// Whether it takes the twin at which labels are silent apart, not the chosen student.
    public let isOfTwin: Bool
    /// One a draw.
    public let draws: [Plan.ID]
  }

  public let question: Question
  /// Concatenation and late fusion.
  public private(set) var fused: [Plan.ID] = []
  /// Out-of-fold fits of the teacher's output, for real targets.
  public private(set) var imitation: Plan.ID?
  public private(set) var verdict: Plan.ID?
  /// One distilled student a cell of the method, and the one that is chosen.
  public private(set) var distilled: CellSearch?
  /// In the order people see them: of the chosen student and of its twin.
  public private(set) var controls: [ControlNodes] = []

  public var pair: Pair { question.pair }

  /// No student of the pair is distilled before the verdicts on it are written, at whatever setting.
  private var gate: Plan.Gate { Plan.Gate("\(pair.teacher) → \(pair.student)") }

  init(_ question: Question) {
    self.question = question
  }

  mutating func addReferences(
    _ recipes: Recipes, imitates: Bool, fused: Bool, into plan: inout PlanBuilder
  ) {
    if fused {
      let pair = pair
      let concatenation = plan.derive(
        from: [question.student],
        at: place(
          .fused, words: "concatenation", cell: Cell(part: "concatenation"), Phase.references)
      ) { origins in
        origins[0].changing(Fit.self) { $0.seeBoth(of: pair) }
      }
      let late = plan.add(
        LateFusion(),
        at: place(
          .fused, words: "late fusion", cell: Cell(part: "late fusion"), Phase.references),
        reading: [.teacher: question.teacher, .student: question.student])
      self.fused = [concatenation, late]
    }
    guard imitates else { return }
    imitation = plan.derive(
      from: [question.student],
      at: place(
        .student, words: "imitates the teacher, out of fold",
        cell: Cell(part: "imitates the teacher, out of fold"), Phase.references),
      reading: [.teacher: question.teacher]
    ) { origins in
      origins[0].changing(Fit.self) {
        ($0.role, $0.told, $0.folds, $0.labelSmoothing) = ("imitation", .teacher, .only, 0)
      }
    }
  }

  mutating func addVerdict(into plan: inout PlanBuilder) {
    var reading: [StageInput: Plan.ID] = [
      .teacher: question.teacher, .student: question.student, .folds: question.folds,
    ]
    reading[.imitation] = imitation
    verdict = plan.verdict("complementarity", opening: gate, reading: reading)
  }

  mutating func addCells(_ sweep: Sweep, into plan: inout PlanBuilder) {
    plan.gate = gate
    let question = question
    distilled = CellSearch(sweep.variants, into: &plan) { variant, plan in
      let place = place(
        .distilled, words: variant.label, cell: variant.cell, Phase.distilling,
        method: variant.method)
      return variant.expanded.expand(question, at: place, into: &plan)
    }
  }

  mutating func addSearch(_ range: DecayRange, into plan: inout PlanBuilder) {
    guard let method = distilled?.variants.first?.variant.method else { return }
    plan.gate = gate
    let pair = pair
    distilled?.addSearch(range, from: question.student, into: &plan) { decay in
      Place(
        .distilled, teacher: pair.teacher, student: pair.student,
        words: Cell.searchedWords(decay), cell: .searched(decay), method: method,
        phase: Phase.distilledSearch)
    }
  }

  mutating func addControls(_ sweep: Sweep, selects: Bool, into plan: inout PlanBuilder) {
    guard let distilled, let variant = distilled.variants.first?.variant else { return }
    plan.gate = gate
    var taken: [(student: Plan.ID, words: String, isTwin: Bool)] = [
      (distilled.chosen, "selected", false)
    ]
    if selects, let twins = sweep.fullShareTwins, let words = variant.fullShareWords {
      // The twin was trained at the student's decay, the chosen one at its own.
      let twin = plan.choose(
        among: twins.compactMap { distilled.node(of: $0) }, by: .following(distilled.bestCell))
      taken.append((twin, "selected, \(words)", true))
    }
    // A cell whose losses of the teacher weigh nothing reads nothing; another one may have been chosen.
    let reads = sweep.reads
    for control in sweep.controls {
      for (student, words, isTwin) in taken {
        let draws = (0..<control.draws(seeds: plan.plan.seeds)).map { draw in
          let permutation = draw > 0 ? ", permutation \(draw + 1)" : ""
          let cell = Cell(
            isTwin ? variant.fullShareCell.entries : [], part: "selected\(permutation)")
          let place = place(
            control.arm, words: words + permutation, cell: cell,
            Phase.controls, method: variant.method)
          return control.expand(
            student, question, reads: reads, draw: draw, at: place, into: &plan)
        }
        controls.append(ControlNodes(control: control, isOfTwin: isTwin, draws: draws))
      }
    }
  }

  private func place(
    _ arm: Arm, words: String, cell: Cell, _ phase: String, method: String = ""
  ) -> Place {
    Place(
      arm, teacher: pair.teacher, student: pair.student, words: words, cell: cell,
      method: method,
      phase: phase)
  }
}

extension StageInput {
  /// The tuned student out of fold.
  public static let folds: Self = "folds"
  /// The student fitted to the teacher's outputs, out of fold.
  public static let imitation: Self = "imitation"
}

extension StudentConfiguration {
  /// Smoothing of the control `smoothed`.
  static let control = 0.1

  /// The same value by value.
  var cell: Cell {
    Cell([
      Cell.Entry("weight_decay", .number(weightDecay)),
      Cell.Entry("label_smoothing", .number(labelSmoothing)),
    ])
  }

  /// The configuration in words; names it in ledger and report.
  public var label: String {
    "weight_decay=\(ScalarValue.number(weightDecay).text), "
      + "label_smoothing=\(ScalarValue.number(labelSmoothing).text)"
  }
}
