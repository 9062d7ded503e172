import Statistics

/// A metric as the report speaks of it: its name in words and the unit its numbers are shown in.
///
/// Metrics in [0, 1] are shown in hundredths ("87.3", differences in points), others as they are.
struct ReportedMetric: Sendable, Hashable {
  /// As in the ledger: `accuracy`, `log-loss`.
  let name: String
  private let metric: Metric?

  init(name: String) {
    self.name = name
    metric = Metric(rawValue: name)
  }

  var title: String { metric?.title ?? name }

  /// Title with the unit of its values: "accuracy %".
  var heading: String {
    if isShownInPoints { return title + " %" }
    return metric == .logLoss ? title + " nats" : title
  }

  var isShownInPoints: Bool { metric?.isInUnitInterval ?? false }
  var isCalibrationError: Bool { metric == .calibrationError }
  var isRegression: Bool { metric?.task == .regression }

  /// Of levels; gains are stored so that + is better.
  var lowerIsBetter: Bool { metric.map { !$0.higherIsBetter } ?? false }

  /// What a difference is counted in: "points", "nats", "" for a metric in its own unit.
  var differenceUnit: String {
    if isShownInPoints { return "points" }
    return metric == .logLoss ? "nats" : ""
  }

  /// Factor from the stored number to the shown one.
  var factor: Double { isShownInPoints ? 100 : 1 }

  /// What counts as no difference (the outcome `flat`), in the stored unit.
  func flatMargin(studentMean: Double) -> Double? { metric?.flatMargin(studentMean: studentMean) }
}
