import Records

/// A row of the view `kd_gain`: the comparison as it was sealed, and its job. `row.gain`,
/// `row.outcome` … read through to the comparison.
@dynamicMemberLookup
public struct GainRow: Sendable, Hashable, Codable {
  public var job: Int
  public var comparison: ComparisonRecord

  public init(job: Int, comparison: ComparisonRecord) {
    self.job = job
    self.comparison = comparison
  }

  public subscript<Value>(dynamicMember path: KeyPath<ComparisonRecord, Value>) -> Value {
    comparison[keyPath: path]
  }
}
