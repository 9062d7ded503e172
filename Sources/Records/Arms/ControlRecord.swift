/// What one arm, held against a distilled student, gained over the student alone: a row of the ledger's
/// table `comparison_controls`.
public struct ControlRecord: Sendable, Hashable, Codable {
  /// Word of the arm.
  public var arm: String
  /// Which part of a method it disturbs; empty where the method has none.
  public var part: String
  /// Over the student, oriented so that + is better.
  public var gain: Double?
  /// Ends of its 95 % interval, where it was worked out.
  public var lower: Double?
  public var upper: Double?
  /// Whether the arm did what is expected of it; `nil` where that is open.
  public var held: Bool?

  public init(
    arm: String, part: String = "", gain: Double?, lower: Double? = nil, upper: Double? = nil,
    held: Bool? = nil
  ) {
    self.arm = arm
    self.part = part
    self.gain = gain
    self.lower = lower
    self.upper = upper
    self.held = held
  }
}

extension [ControlRecord] {
  /// The record of an arm as a whole; `nil` where it was not run.
  public subscript(arm arm: String) -> ControlRecord? { first { $0.arm == arm && $0.part.isEmpty } }
}
