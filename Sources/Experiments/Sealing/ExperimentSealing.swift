import Datasets
import Distillation
import Records
import Statistics

/// Turns the runs of a finished job into its evidence: comparisons, summaries, curves and files.
///
/// Reads outputs from the store pair by pair, so memory does not grow with the sweep.
struct Sealing: Sendable {
  let execution: JobExecution
  let selection: Selection
  private let ordinals: [RunWork: [Int]]

  init(execution: JobExecution, selection: Selection) {
    self.execution = execution
    self.selection = selection
    ordinals = execution.inputs.plan.runs.reduce(into: [:]) {
      $0[$1.work, default: []].append($1.ordinal)
    }
  }

  var inputs: JobInputs { execution.inputs }

  func record() throws -> SealRecord {
    let world = execution.world
    let evidence = try inputs.plan.sweep.pairs.map { pair in
      try world.checkStop()
      return try self.evidence(of: pair)
    }
    let slots = ResultSlots<PairSeal>(count: evidence.count)
    try ParallelRuns.perform(
      Array(evidence.indices), workers: world.workers, unless: world.isStopRequested
    ) { index in
      slots[index] = try seal(of: evidence[index])
    }
    let pairs = slots.values.compactMap { $0 }

    var comparisons = pairs.flatMap(\.comparisons)
    adjustOverPairs(&comparisons)
    for index in comparisons.indices { comparisons[index].ordinal = index }

    let conclusions = pairs.flatMap(\.summaries).filter { $0.section == "conclusion" }
    var summaries = try JobSummaries(
      sealing: self, comparisons: comparisons,
      onlyConclusion: pairs.count == 1 ? conclusions.first?.text : nil
    ).records()
    summaries += pairs.flatMap(\.summaries)
    for index in summaries.indices { summaries[index].ordinal = index }
    var curves = pairs.flatMap(\.curves)
    for index in curves.indices { curves[index].ordinal = index }

    var files = pairs.flatMap(\.files)
    let predictions = PredictionTable(inputs: inputs).csv(pairs.compactMap(\.export))
    files.append(
      ReportFileRecord(
        name: "predictions.csv", sha256: try world.store(Array(predictions.utf8))))
    return SealRecord(
      comparisons: comparisons, summaries: summaries, curves: curves,
      files: files.sorted { $0.name < $1.name })
  }

  /// Over several pairs the selected variants are one family: Benjamini and Hochberg.
  private func adjustOverPairs(_ comparisons: inout [ComparisonRecord]) {
    guard inputs.plan.sweep.pairs.count > 1 else { return }
    for metric in inputs.task.metrics {
      let family = comparisons.indices.filter {
        comparisons[$0].selected && comparisons[$0].metric == metric.rawValue
          && comparisons[$0].pValue != nil
      }
      let adjusted = BenjaminiHochberg.adjusted(family.compactMap { comparisons[$0].pValue })
      for (index, value) in zip(family, adjusted) { comparisons[index].pAdjusted = value }
    }
  }

  /// Test predictions of a work, by seed.
  func predictions(of work: RunWork) throws -> ArmPredictions? {
    guard let places = ordinals[work] else { return nil }
    var arm = ArmPredictions(work: work)
    for (seed, ordinal) in places.enumerated() {
      guard let products = try execution.products(ordinal: ordinal), let test = products.test
      else { continue }
      arm.test[seed] = inputs.task.predictions(test, rows: inputs.dataset.split.test)
      arm.validationScores[seed] = execution.results[ordinal]?.validationScore
    }
    return arm.test.isEmpty ? nil : arm
  }

  /// Products of one seed of a work.
  func products(of work: RunWork, seed: Int) throws -> RunProducts? {
    guard let places = ordinals[work], seed < places.count else { return nil }
    return try execution.products(ordinal: places[seed])
  }

  private func evidence(of pair: Pair) throws -> PairEvidence {
    let configuration = selection.students[pair.student]
    let student = try configuration.flatMap {
      try predictions(of: .student(modality: pair.student, $0))
    }
    var controls: [PairEvidence.ControlPlace: ArmPredictions] = [:]
    for control in TeacherControl.allCases {
      for variant in [ControlledVariant.selected, .fullWeight] {
        controls[PairEvidence.ControlPlace(control: control, variant: variant)] =
          try predictions(of: .control(control, pair, variant))
      }
    }
    let fused = try [RunWork.concatenation(pair), .lateFusion(pair)]
      .compactMap(predictions(of:))
    let smoothed = try inputs.plan.smoothedConfigurations.compactMap {
      try predictions(of: .smoothed(modality: pair.student, $0))
    }
    return PairEvidence(
      pair: pair, inputs: inputs,
      teacher: try predictions(of: .teacher(modality: pair.teacher))
        ?? ArmPredictions(work: .teacher(modality: pair.teacher)),
      student: student
        ?? ArmPredictions(
          work: .student(
            modality: pair.student, configuration ?? inputs.plan.studentConfigurations[0])),
      variants: try inputs.plan.sweep.variants.compactMap {
        try predictions(of: .distilled(pair, $0))
      },
      selectedVariant: selection.variants[pair],
      atStudentDecay: try predictions(of: .distilledAtStudentDecay(pair)), controls: controls,
      fused: Selection.best(of: fused) { [$0.validationMean] },
      smoothed: Selection.best(of: smoothed) { [$0.validationMean] })
  }
}
