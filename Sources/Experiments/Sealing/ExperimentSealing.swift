import Datasets
import Distillation
import Plans
import Records
import Statistics

/// Turns the runs of one setting of a finished job into evidence.
///
/// Reads outputs from the store pair by pair, so memory does not grow with the sweep.
struct ExperimentSealing: Sendable {
  let job: CompletedJob
  let experiment: Experiment
  /// Number of the setting in the plan.
  let setting: Int
  /// Place of the setting among those of the job, from 1; `nil` where the job has only one.
  let number: Int?

  var world: ExecutionEnvironment { job.world }

  /// Test predictions of a node, by seed; `nil` where no run of it finished.
  func predictions(of node: Plan.ID?) throws -> ArmPredictions? {
    guard let node, let place = job.place(of: node) else { return nil }
    var arm = ArmPredictions(setting: experiment.setting, place: place)
    for seed in 0..<experiment.seeds {
      guard let result = job.result(of: node, seed: seed) else { continue }
      let products = try job.products(result.record.products)
      guard let test = products[outputs: .test] else { continue }
      arm.test[seed] = experiment.task.predictions(test, rows: experiment.dataset.split.test)
      arm.validation[seed] = products[outputs: .validation].map {
        experiment.task.predictions($0, rows: experiment.task.validation)
      }
      arm.products[seed] = result.record.products
      arm.validationScores[seed] = result.validationScore
      if result.isCutShort { arm.cutShort.insert(seed) }
    }
    arm.limitKey = job.fit(of: node)?.recipe.limitKey
    return arm.test.isEmpty ? nil : arm
  }

  func evidence(of question: QuestionNodes) throws -> PairEvidence {
    let pair = question.pair
    func empty(_ node: Plan.ID, _ arm: Arm) -> ArmPredictions {
      ArmPredictions(
        setting: experiment.setting, place: job.place(of: node) ?? Place(arm, phase: ""))
    }
    let controls = try question.controls.compactMap { nodes -> PairEvidence.ControlEvidence? in
      var draws = try nodes.draws.compactMap(predictions(of:))
      guard !draws.isEmpty else { return nil }
      var arm = draws.removeFirst()
      arm.furtherTest = draws.map(\.test)
      return PairEvidence.ControlEvidence(isOfTwin: nodes.isOfTwin, predictions: arm)
    }
    let fused = try question.fused.compactMap(predictions(of:))
    let chosen = chosen(question)
    let isSearched = question.distilled.flatMap { job.plan.winner(of: $0.chosen) } != cell(question)
    return PairEvidence(
      pair: pair, experiment: experiment,
      teacher: try predictions(of: question.question.teacher)
        ?? empty(question.question.teacher, .teacher),
      student: try predictions(of: question.question.student)
        ?? empty(question.question.student, .student),
      chosen: chosen, selected: try predictions(of: question.distilled?.chosen),
      atStudentDecay: isSearched ? try predictions(of: question.distilled?.bestCell) : nil,
      controls: controls, controlArms: question.controls.map { ($0.control.arm, $0.isOfTwin) },
      fused: ValidationScore.best(of: fused, scores: \.scores),
      untaught: try untaught(pair.student),
      constant: experiment.constantPredictions)
  }

  /// What a student modality comes to without a teacher, beside the tuned student itself.
  private func untaught(
    _ student: String
  ) throws -> [(arm: Arm, predictions: ArmPredictions?)] {
    guard let nodes = experiment.nodes.students[student] else { return [] }
    let smoothed = nodes.smoothed.map { [$0] } ?? []
    var arms: [(arm: Arm, predictions: ArmPredictions?)] = []
    for node in smoothed {
      guard let arm = job.design.plan[node].place?.arm else { continue }
      arms.append((arm, try predictions(of: node)))
    }
    for own in nodes.selfTraining {
      arms.append((own.arm, try predictions(of: own.cells.chosen)))
    }
    return arms
  }

  /// The cell that was chosen.
  private func cell(_ question: QuestionNodes) -> Plan.ID? {
    question.distilled.flatMap { job.plan.winner(of: $0.bestCell) }
  }

  /// The cell chosen on validation and the weight decay it was searched to.
  func chosen(_ question: QuestionNodes) -> ChosenVariant? {
    guard let cells = question.distilled, let variant = cell(question).flatMap(cells.variant),
      let fit = job.fit(of: cells.chosen)
    else { return nil }
    return ChosenVariant(variant: variant, weightDecay: fit.recipe.weightDecay)
  }
}

/// A distilled arm as it was chosen: its cell of the sweep, and the weight decay it was searched to. Its
/// label smoothing is the student's.
struct ChosenVariant: Sendable, Hashable {
  var variant: Variant
  var weightDecay: Double
}
