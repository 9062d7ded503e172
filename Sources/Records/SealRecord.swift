/// Everything computed when a job is sealed, committed in one transaction.
public struct SealRecord: Sendable, Hashable, Codable {
  public var comparisons: [ComparisonRecord]
  public var summaries: [SummaryRecord]
  public var curves: [CurvePointRecord]
  /// Finished files of the report made by the worker: name in the report folder → object digest.
  /// `predictions.csv`, `models/<teacher>-to-<student>.safetensors`.
  public var files: [ReportFileRecord]

  public init(
    comparisons: [ComparisonRecord], summaries: [SummaryRecord], curves: [CurvePointRecord],
    files: [ReportFileRecord]
  ) {
    self.comparisons = comparisons
    self.summaries = summaries
    self.curves = curves
    self.files = files
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
