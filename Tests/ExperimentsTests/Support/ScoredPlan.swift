import Distillation
import Plans
import Specifications
import Testing

@testable import Experiments

/// A plan whose runs are scored by hand instead of trained: what is searched, and what is chosen.
struct ScoredPlan {
  /// A run that waits for its score.
  struct Run {
    var place: Place
    var fit: Fit
    var seed: Int

    var configuration: StudentConfiguration {
      StudentConfiguration(
        weightDecay: fit.recipe.weightDecay, labelSmoothing: fit.labelSmoothing)
    }
  }

  /// What a search tried, in rounds, and where it ended.
  struct Search<Choice> {
    var rounds: [[Double]] = []
    var choice: Choice?

    var tried: [Double] { rounds.flatMap { $0 }.sorted() }
  }

  /// What the searches of the first pair came to.
  struct Played {
    var student: Search<StudentConfiguration>
    var distilled: Search<Double>
    /// The cell that wins at the student's regularisation.
    var variant: Variant?
    /// What every node came to.
    var completed: CompletedPlan
  }

  let design: JobDesign

  init(_ job: SmallJob) throws { design = try job.checked().design }

  var experiment: Experiment { design.experiments[0] }

  /// Runs the plan to its end.
  ///
  /// - Parameter score: of a run on validation rows; `nil` where it diverged.
  func play(_ score: (Run) -> ValidationScore?) throws -> Played {
    var state = PlanState(design.plan, environment: "scored by hand")
    let question = try #require(experiment.nodes.questions.first)
    let student = question.pair.student
    var students = Search<StudentConfiguration>()
    var distilled = Search<Double>()
    while case let runs = state.takeDue(), case let verdicts = state.takeDueVerdicts(),
      !runs.isEmpty || !verdicts.isEmpty
    {
      for verdict in verdicts { state.announce(verdict.node) }
      var (ofStudents, ofDistilled): ([Double], [Double]) = ([], [])
      for due in runs {
        // A cell that comes to a decay tried already is no new fit.
        guard !due.isFinished, let place = design.plan[due.node].place else { continue }
        let fit = due.computation.stage as? Fit
        let run = fit.map { Run(place: place, fit: $0, seed: due.seed ?? 0) }
        state.finish(due.key, FinishedScore(validation: run.flatMap(score)))
        guard let run, run.seed == 0, place.student == student else { continue }
        if place.arm == .student, run.fit.folds == .none, run.fit.labelSmoothing == 0 {
          ofStudents.append(run.fit.recipe.weightDecay)
        }
        if place.arm == .distilled { ofDistilled.append(run.fit.recipe.weightDecay) }
      }
      if !ofStudents.isEmpty { students.rounds.append(ofStudents) }
      if !ofDistilled.isEmpty { distilled.rounds.append(ofDistilled) }
    }
    func fit(_ node: Plan.ID?) -> Fit? {
      node.flatMap { state.computation(of: $0) }?.stage as? Fit
    }
    students.choice = fit(question.question.student).map {
      StudentConfiguration(weightDecay: $0.recipe.weightDecay, labelSmoothing: $0.labelSmoothing)
    }
    distilled.choice = fit(question.distilled)?.recipe.weightDecay
    let cell = question.bestCell.flatMap { state.winner(of: $0) }
    return Played(
      student: students, distilled: distilled, variant: cell.flatMap(question.variant),
      completed: state.completed())
  }

  // MARK: - Searches

  /// The search of a student whose every configuration has a known score; nothing else has one.
  func searchStudent(
    score: (StudentConfiguration) -> (score: Double?, loss: Double)
  ) throws -> Search<StudentConfiguration> {
    try play { run in
      guard run.place.arm == .student, run.fit.folds == .none else { return nil }
      let (value, loss) = score(run.configuration)
      return value.map { ValidationScore(score: $0, loss: loss) }
    }.student
  }

  /// The search of a distilled arm whose cell has a known score at every decay.
  ///
  /// - Parameter student: the score of its configurations: where the search begins.
  func searchDistilled(
    student: (StudentConfiguration) -> Double?, score: (Double) -> Double?
  ) throws -> Search<Double> {
    try play { run in
      let value =
        run.place.arm == .distilled ? score(run.fit.recipe.weightDecay) : student(run.configuration)
      return value.map { ValidationScore(score: $0, loss: 0) }
    }.distilled
  }

  /// - Parameter scores: of a cell at the student's regularisation, one a seed.
  func selectedVariant(_ scores: (Variant) -> [Double?]) throws -> Variant? {
    let variants = Dictionary(
      uniqueKeysWithValues: experiment.sweep.variants.map { ($0.label, $0) })
    return try play { run in
      guard run.place.arm == .distilled, let variant = variants[run.place.words] else { return nil }
      return scores(variant)[run.seed].map { ValidationScore(score: $0, loss: 0) }
    }.variant
  }
}
