import Records

/// A row of the view `information`: the estimate as it was committed, its job and network cell.
/// `row.valueNats`, `row.quantity` … read through to the estimate.
@dynamicMemberLookup
public struct InformationRow: Sendable, Hashable, Codable {
  public var job: Int
  /// The network cell of the verdict this estimate belongs to; empty where networks are not swept.
  public var variant: String
  public var estimate: InformationRecord

  public init(job: Int, variant: String = "", estimate: InformationRecord) {
    self.job = job
    self.variant = variant
    self.estimate = estimate
  }

  public subscript<Value>(dynamicMember path: KeyPath<InformationRecord, Value>) -> Value {
    estimate[keyPath: path]
  }
}
