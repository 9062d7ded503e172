import Distillation
import Records
import Statistics

/// What a comparison is held against, arm by arm.
extension PairEvidence {
  /// What each reference but the student itself gained over the student, in the order of ``references(for:)``.
  ///
  /// - Parameter transfers: distilled − each of them, by which an arm that must stay below is judged.
  func controls(
    for controlled: ControlledVariant, _ metric: Metric, _ transfers: [TransferRecord],
    studentMean: Double?
  ) -> [ControlRecord] {
    let arms = Arm.standard(isClassification: experiment.task.isClassification)
    // Half the band in which two students are the same.
    let limit = metric.flatMargin(studentMean: studentMean ?? 0) / 2
    return references(for: controlled).dropFirst().map { name, reference in
      let gain = comparison(metric, reference, over: student, withInterval: false)
      let value = gain?.value.finite
      return ControlRecord(
        arm: name, gain: value, lower: gain?.lower, upper: gain?.upper,
        held: arms[word: name]?.expectation.isMet(
          gain: value, limit: limit, transfer: transfers.first { $0.reference == name }))
    }
  }
}

extension ComparisonRecord {
  /// What the control whose teacher rows are shuffled over all rows gained.
  var gainOfShuffled: Double? { controls[arm: TeacherControl.across.rawValue]?.gain }
}

extension MetricKindRecord {
  init(_ metric: Metric) {
    self.init(
      metric: metric.rawValue, title: metric.title,
      unit: metric.isInUnitInterval ? "%" : metric == .logLoss ? "nats" : "",
      higherIsBetter: metric.higherIsBetter,
      // The band of a metric that goes with the student's mean, at a mean of 1.
      flatBand: metric.flatMargin(studentMean: 1), bandIsRelative: !metric.isInUnitInterval)
  }
}
