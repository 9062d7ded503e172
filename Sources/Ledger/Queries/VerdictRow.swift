import Records

/// A row of the view `verdicts`: what was said before distillation beside what was seen after.
/// `row.verdict`, `row.delta` … read through to the decision, whose `information` is empty here
/// (the view `information` has it).
@dynamicMemberLookup
public struct VerdictRow: Sendable, Hashable, Codable {
  public var job: Int
  public var decision: VerdictRecord
  public var decidedAt: Timestamp
  /// Gain of the selected variant on test rows, on the job's primary metric.
  public var observedGain: Double?
  public var observedLower: Double?
  public var observedUpper: Double?
  /// The verdict against the outcome of the gain; `nil` where either leaves it open.
  public var agreed: Bool?
  /// The verdict against the outcome of transfer.
  public var agreedTransfer: Bool?

  public init(
    job: Int, decision: VerdictRecord, decidedAt: Timestamp, observedGain: Double? = nil,
    observedLower: Double? = nil, observedUpper: Double? = nil, agreed: Bool? = nil,
    agreedTransfer: Bool? = nil
  ) {
    self.job = job
    self.decision = decision
    self.decidedAt = decidedAt
    self.observedGain = observedGain
    self.observedLower = observedLower
    self.observedUpper = observedUpper
    self.agreed = agreed
    self.agreedTransfer = agreedTransfer
  }

  public subscript<Value>(dynamicMember path: KeyPath<VerdictRecord, Value>) -> Value {
    decision[keyPath: path]
  }
}
