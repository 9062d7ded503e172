import Datasets
import Distillation
import Plans
import Randomness
import Records
import Statistics

/// Every arm of one pair and what setting them against each other shows. Computed once the last run
/// is committed, on test rows that no choice has looked at.
struct PairEvidence: Sendable {
  let pair: Pair
  let experiment: Experiment
  let teacher: ArmPredictions
  /// The configuration chosen on validation.
  let student: ArmPredictions
  /// The cell chosen on validation and the weight decay it was searched to.
  let chosen: ChosenVariant?
  let selected: ArmPredictions?
  /// The same cell at the student's decay, where its own search went elsewhere.
  let atStudentDecay: ArmPredictions?
  /// In the order people see them; those of which a run finished.
  let controls: [ControlEvidence]
  /// All that were planned.
  let controlArms: [(arm: Arm, isOfTwin: Bool)]
  /// The better of concatenation and late fusion on validation.
  let fused: ArmPredictions?
  /// What the student comes to without a teacher: smoothed, and where rows have no label taught by itself; in
  /// the order of the plan, predictions where a run finished.
  let untaught: [(arm: Arm, predictions: ArmPredictions?)]
  /// What a predictor without inputs says of the test rows.
  let constant: Predictions

  /// A control of the chosen student, or of its twin at which labels are silent.
  struct ControlEvidence: Sendable {
    var isOfTwin: Bool
    var predictions: ArmPredictions
    var arm: Arm { predictions.place.arm }
  }

  /// The gain of one arm over another on a metric.
  ///
  /// Intervals of set metrics are resampled and cost seconds, so only `withInterval` asks for them.
  func comparison(
    _ metric: Metric, _ candidate: ArmPredictions?, over reference: ArmPredictions?,
    withInterval: Bool
  ) -> Gain? {
    guard let candidate, let reference else { return nil }
    let arms = candidate.paired(with: reference)
    guard !arms.candidate.isEmpty else { return nil }
    if metric.isMeanOfRowScores || withInterval {
      let stream = RandomStream(seed: 0, role: .design, purpose: .resampling)
      return PairedComparison(
        metric: metric, candidate: arms.candidate, reference: arms.reference,
        groups: experiment.testGroups, stream: stream
      ).map { Gain($0, seeds: arms.candidate.count) }
    }
    guard let above = SeedMean.of(arms.candidate.map(metric.value)),
      let below = SeedMean.of(arms.reference.map { SeedMean.of($0.map(metric.value)) })
    else { return nil }
    return Gain(
      point: metric.oriented(above - below), means: (above, below), seeds: arms.candidate.count)
  }

  /// The arms a teacher must beat, each of them, to have transferred something; `nil` where all runs of
  /// one diverged.
  ///
  /// Shuffled controls are among them: a shuffled teacher that gains as much shows shrinkage, or what
  /// labels tell, and not what the teacher knows of a row. In the order tables name them in; the student is first.
  func references(ofTwin isOfTwin: Bool) -> [(arm: Arm, predictions: ArmPredictions?)] {
    let all =
      [(student.place.arm, student)] + untaught
      + controlArms.filter { $0.isOfTwin == isOfTwin }.map { planned in
        (planned.arm, control(planned.arm, ofTwin: isOfTwin))
      }
    let order = Arm.standard(isClassification: experiment.task.isClassification)
    return all.filter(\.0.isReference).enumerated().sorted {
      (order.place(of: $0.element.0.word), $0.offset) < (
        order.place(of: $1.element.0.word), $1.offset
      )
    }.map(\.element)
  }

  func control(_ arm: Arm, ofTwin isOfTwin: Bool) -> ArmPredictions? {
    controls.first { $0.arm == arm && $0.isOfTwin == isOfTwin }?.predictions
  }

  /// The predictor without inputs, as an arm over the seeds of another.
  func constantArm(seedsOf arm: ArmPredictions) -> ArmPredictions {
    var constant = ArmPredictions(setting: arm.setting, place: arm.place)
    for seed in arm.seeds { constant.test[seed] = self.constant }
    return constant
  }
}

/// A gain with as much of its uncertainty as was computed.
struct Gain: Sendable {
  var value: Double
  var lower: Double?
  var upper: Double?
  var standardErrorOfSeeds: Double?
  var standardErrorOfRows: Double?
  var pValue: Double?
  var outcome: Outcome?
  var seeds: Int
  /// What would tell it from 0.
  var decisive: WhatWouldDecide?

  /// Means of both arms over the seeds they share.
  var candidateMean: Double?
  var referenceMean: Double?

  init(_ comparison: PairedComparison, seeds: Int) {
    let interval = comparison.interval
    candidateMean = comparison.candidateMean.finite
    referenceMean = comparison.referenceMean.finite
    value = interval.gain
    lower = interval.lower.finite
    upper = interval.upper.finite
    standardErrorOfSeeds = interval.standardErrorOfSeeds?.finite
    standardErrorOfRows = interval.standardErrorOfRows?.finite
    pValue = interval.pValue?.finite
    outcome = comparison.outcome
    self.seeds = seeds
    decisive = WhatWouldDecide(interval, seeds: seeds)
  }

  init(point: Double, means: (candidate: Double, reference: Double), seeds: Int) {
    value = point
    candidateMean = means.candidate.finite
    referenceMean = means.reference.finite
    self.seeds = seeds
  }
}

extension Double {
  /// The number, or `nil` where the ledger could not hold it.
  var finite: Double? { isFinite ? self : nil }
}

extension Experiment {
  /// Independent test units: groups where rows belong together, rows otherwise.
  var testUnits: Int { testGroups.map { Set($0).count } ?? dataset.split.test.count }

  /// The group of every test row, where rows are not independent.
  var testGroups: [Int]? {
    dataset.groups.map { groups in dataset.split.test.map { groups[$0] } }
  }
}
