import Distillation
import Records
import Statistics

/// What a comparison is held against, arm by arm.
extension PairEvidence {
  /// What each reference but the student itself gained over the student, in the order of ``references(ofTwin:)``.
  ///
  /// - Parameter transfers: distilled − each of them, by which an arm that must stay below is judged.
  func controls(
    ofTwin isOfTwin: Bool, _ metric: Metric, _ transfers: [TransferRecord],
    studentMean: Double?
  ) -> [ControlRecord] {
    // Half the band in which two students are the same.
    let limit = metric.flatMargin(studentMean: studentMean ?? 0) / 2
    return references(ofTwin: isOfTwin).dropFirst().map { arm, reference in
      let gain = comparison(metric, reference, over: student, withInterval: false)
      let value = gain?.value.finite
      return ControlRecord(
        arm: arm.word, gain: value, lower: gain?.lower, upper: gain?.upper,
        held: arm.expectation.isMet(
          gain: value, limit: limit, transfer: transfers.first { $0.reference == arm.word }))
    }
  }
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
