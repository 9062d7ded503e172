/// Something that arrived in the inbox, and what became of it.
public struct DropRow: Sendable, Hashable, Codable {
  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// It became a job of its own.
    case accepted
    /// The same content is queued, running or completed; `job` names that one.
    case duplicate
    /// Refused at intake; `job` is the REJECTED row.
    case rejected
  }

  public var drop: Int
  /// Name of the claim below `inbox/.claimed`, unique for ever.
  public var claim: String
  /// Name it was dropped under.
  public var name: String
  public var receivedAt: Timestamp
  /// `nil` while intake is under way.
  public var outcome: Outcome?
  public var job: Int?
  public var reason: String?

  public init(
    drop: Int, claim: String, name: String, receivedAt: Timestamp, outcome: Outcome? = nil,
    job: Int? = nil, reason: String? = nil
  ) {
    self.drop = drop
    self.claim = claim
    self.name = name
    self.receivedAt = receivedAt
    self.outcome = outcome
    self.job = job
    self.reason = reason
  }
}
