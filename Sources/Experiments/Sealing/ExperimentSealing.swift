import Datasets
import Distillation
import Records

/// Turns the runs of one setting of a finished job into evidence.
///
/// Reads outputs from the store pair by pair, so memory does not grow with the sweep.
struct ExperimentSealing: Sendable {
  let part: ExperimentExecution
  let selection: Selection
  /// Place of the setting among those of the job, from 1; `nil` where the job has only one.
  let number: Int?

  var experiment: Experiment { part.experiment }
  var world: ExecutionEnvironment { part.world }

  /// Test predictions of a work, by seed.
  func predictions(of work: RunWork) throws -> ArmPredictions? {
    var arm = ArmPredictions(setting: experiment.setting, work: work)
    for (seed, ordinal) in experiment.plan.places(of: work).enumerated() {
      guard let products = try part.products(ordinal: ordinal), let test = products.test
      else { continue }
      arm.test[seed] = experiment.task.predictions(test, rows: experiment.dataset.split.test)
      arm.validation[seed] = products.validation.map {
        experiment.task.predictions($0, rows: experiment.task.validation)
      }
      let result = part.results[ordinal]
      arm.validationScores[seed] = result?.validationScore
      if result?.isCutShort == true { arm.cutShort.insert(seed) }
    }
    return arm.test.isEmpty ? nil : arm
  }

  func evidence(of pair: Pair) throws -> PairEvidence {
    let configuration = selection.students[pair.student]
    let student = try configuration.flatMap {
      try predictions(of: .student(modality: pair.student, $0))
    }
    var controls: [PairEvidence.ControlPlace: ArmPredictions] = [:]
    for control in TeacherControl.allCases {
      for variant in [ControlledVariant.selected, .fullWeight] {
        var draws = try (0..<control.permutations(seeds: experiment.plan.seeds)).compactMap {
          try predictions(of: .control(control, pair, variant, permutation: $0))
        }
        guard !draws.isEmpty else { continue }
        var arm = draws.removeFirst()
        arm.furtherTest = draws.map(\.test)
        controls[PairEvidence.ControlPlace(control: control, variant: variant)] = arm
      }
    }
    let fused = try [RunWork.concatenation(pair), .lateFusion(pair)]
      .compactMap(predictions(of:))
    let chosen = selection.distilled[pair]
    let isSearched = chosen?.weightDecay != configuration?.weightDecay
    return PairEvidence(
      pair: pair, experiment: experiment,
      teacher: try predictions(of: .teacher(modality: pair.teacher))
        ?? ArmPredictions(
          setting: experiment.setting, work: .teacher(modality: pair.teacher)),
      student: student
        ?? ArmPredictions(
          setting: experiment.setting,
          work: .student(
            modality: pair.student,
            configuration ?? StudentConfiguration(weightDecay: experiment.plan.range.own))),
      chosen: chosen,
      selected: try chosen.flatMap { chosen in
        try predictions(
          of: isSearched
            ? .searched(pair, weightDecay: chosen.weightDecay) : .distilled(pair, chosen.variant))
      },
      atStudentDecay: isSearched
        ? try chosen.flatMap { try predictions(of: .distilled(pair, $0.variant)) } : nil,
      controls: controls, fused: Selection.best(of: fused, scores: \.scores),
      smoothed: try predictions(of: .smoothed(modality: pair.student)),
      constant: experiment.constantPredictions)
  }
}
