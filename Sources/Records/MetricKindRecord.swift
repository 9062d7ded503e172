/// A metric as the ledger knows it: a row of the table `metric_kinds`.
///
/// It lets SQL tell a gain worth having from one that is none, without a list of metrics of its own.
public struct MetricKindRecord: Sendable, Hashable, Codable {
  /// As in results: `log-loss`.
  public var metric: String
  /// In words: `R²`.
  public var title: String
  /// What its values are counted in: `%`, `nats`; empty for those of the target.
  public var unit: String
  public var higherIsBetter: Bool
  /// What counts as no difference: in the metric, or as a share of the student's mean.
  public var flatBand: Double
  public var bandIsRelative: Bool

  public init(
    metric: String, title: String, unit: String, higherIsBetter: Bool, flatBand: Double,
    bandIsRelative: Bool
  ) {
    self.metric = metric
    self.title = title
    self.unit = unit
    self.higherIsBetter = higherIsBetter
    self.flatBand = flatBand
    self.bandIsRelative = bandIsRelative
  }
}
