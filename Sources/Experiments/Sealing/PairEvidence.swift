import Datasets
import Distillation
import Randomness
import Records
import Statistics

/// Every arm of one pair and what setting them against each other shows. Computed once the last run
/// is committed, on test rows that no choice has looked at.
struct PairEvidence: Sendable {
  let pair: Pair
  let inputs: JobInputs
  let teacher: ArmPredictions
  /// The configuration chosen on validation.
  let student: ArmPredictions
  let variants: [ArmPredictions]
  let selectedVariant: Variant?
  let atStudentDecay: ArmPredictions?
  /// By control and by variant (`selected`, `fullWeight`).
  let controls: [ControlPlace: ArmPredictions]
  /// The better of concatenation and late fusion on validation.
  let fused: ArmPredictions?
  /// The best smoothing at the base weight decay, chosen on validation.
  let smoothed: ArmPredictions?

  struct ControlPlace: Sendable, Hashable {
    var control: TeacherControl
    var variant: ControlledVariant
  }

  var selected: ArmPredictions? {
    guard let selectedVariant else { return nil }
    return variants.first { $0.work == .distilled(pair, selectedVariant) }
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
        groups: inputs.testGroups, stream: stream
      ).map { Gain($0, seeds: arms.candidate.count) }
    }
    let gains = zip(arms.candidate, arms.reference).map { candidate, reference -> Double? in
      guard let above = metric.value(candidate), let below = metric.value(reference) else {
        return nil
      }
      return metric.oriented(above - below)
    }
    return Selection.mean(gains).map { Gain(point: $0, seeds: arms.candidate.count) }
  }

  /// The arm a teacher must beat to have transferred something: the best on validation of the
  /// student, its class-mean twin and the smoothed student.
  func reference(for controlled: ControlledVariant) -> ArmPredictions {
    let candidates = [
      student, controls[ControlPlace(control: .classMean, variant: controlled)], smoothed,
    ].compactMap { $0 }
    return Selection.best(of: candidates) { [$0.validationMean] } ?? student
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

  init(_ comparison: PairedComparison, seeds: Int) {
    let interval = comparison.interval
    value = interval.gain
    lower = interval.lower.finite
    upper = interval.upper.finite
    standardErrorOfSeeds = interval.standardErrorOfSeeds?.finite
    standardErrorOfRows = interval.standardErrorOfRows?.finite
    pValue = interval.pValue?.finite
    outcome = comparison.outcome
    self.seeds = seeds
  }

  init(point: Double, seeds: Int) {
    value = point
    self.seeds = seeds
  }
}

extension Double {
  /// The number, or `nil` where the ledger could not hold it.
  var finite: Double? { isFinite ? self : nil }
}

extension JobInputs {
  /// The group of every test row, where rows are not independent.
  var testGroups: [Int]? {
    dataset.groups.map { groups in dataset.split.test.map { groups[$0] } }
  }
}
