/// What a selected variant gained over one of the arms that know nothing of its teacher's rows.
///
/// A teacher is claimed to help only where it beats each of them.
public struct TransferRecord: Sendable, Hashable, Codable {
  /// Word of the arm.
  public var reference: String
  /// `nil` where the reference has no predictions: all of its runs diverged.
  public var value: Double?
  public var lower: Double?
  public var upper: Double?
  /// Of a difference of 0, two-sided.
  public var pValue: Double?

  public init(
    reference: String, value: Double?, lower: Double?, upper: Double?, pValue: Double?
  ) {
    self.reference = reference
    self.value = value
    self.lower = lower
    self.upper = upper
    self.pValue = pValue
  }

  /// Whether the reference is beaten with the whole interval.
  public var isBeaten: Bool { (lower ?? 0) > 0 }
}
