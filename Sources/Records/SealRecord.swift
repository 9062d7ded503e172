/// Everything computed when a job is sealed, committed in one transaction.
public struct SealRecord: Sendable, Hashable, Codable {
  public var comparisons: [ComparisonRecord]
  public var summaries: [SummaryRecord]
  public var curves: [CurvePointRecord]
  /// Finished files of the report made by the worker: name in the report folder → object digest.
  /// `predictions.csv`, `models/<teacher>-to-<student>.safetensors`,
  /// `models/student-<student>.safetensors`.
  public var files: [ReportFileRecord]
  /// Places of the plan that a search did not ask for; they leave the plan with the seal.
  public var unfilled: [Int]
  /// Of every metric that comparisons are made on.
  public var metricKinds: [MetricKindRecord]
  /// Tables of the methods.
  public var facts: [FactRecord]

  public init(
    comparisons: [ComparisonRecord], summaries: [SummaryRecord], curves: [CurvePointRecord],
    files: [ReportFileRecord], unfilled: [Int] = [], metricKinds: [MetricKindRecord] = [],
    facts: [FactRecord] = []
  ) {
    self.comparisons = comparisons
    self.summaries = summaries
    self.curves = curves
    self.files = files
    self.unfilled = unfilled
    self.metricKinds = metricKinds
    self.facts = facts
  }
}

public struct ReportFileRecord: Sendable, Hashable, Codable {
  public var name: String
  public var sha256: String

  public init(name: String, sha256: String) {
    self.name = name
    self.sha256 = sha256
  }
}
