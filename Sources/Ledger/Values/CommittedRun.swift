import Records

/// A run the ledger already holds: what a resumed or repeated job need not compute again.
public struct CommittedRun: Sendable, Hashable, Codable {
  public var key: String
  public var status: RunRecord.Status
  public var reason: String?
  /// Digest of the object with outputs, curve and parameters.
  public var products: String

  public init(key: String, status: RunRecord.Status, reason: String?, products: String) {
    self.key = key
    self.status = status
    self.reason = reason
    self.products = products
  }
}

/// What committing a run did.
public enum RunCommit: String, Sendable, Hashable, Codable {
  /// The key is new: run and metrics were stored.
  case stored
  /// The key was known: its numbers fill places of this plan that were empty.
  case reused
  /// A repeated frame: nothing changed.
  case unchanged
  /// The key was known and these numbers are others. The stored ones stay; a warning event says so.
  case differs
}
