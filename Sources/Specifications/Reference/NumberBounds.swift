/// A range of finite numbers with either end included or not.
public struct NumberBounds: Sendable, Hashable {
  public var lower: Double
  public var includesLower: Bool
  /// Infinite where there is no upper bound.
  public var upper: Double
  public var includesUpper: Bool

  public static func closed(_ range: ClosedRange<Double>) -> NumberBounds {
    NumberBounds(
      lower: range.lowerBound, includesLower: true, upper: range.upperBound, includesUpper: true)
  }

  /// lower < x ≤ upper
  public static func above(_ lower: Double, atMost upper: Double) -> NumberBounds {
    NumberBounds(lower: lower, includesLower: false, upper: upper, includesUpper: true)
  }

  /// lower ≤ x < upper
  public static func from(_ lower: Double, below upper: Double) -> NumberBounds {
    NumberBounds(lower: lower, includesLower: true, upper: upper, includesUpper: false)
  }

  /// lower < x < upper
  public static func between(_ lower: Double, _ upper: Double) -> NumberBounds {
    NumberBounds(lower: lower, includesLower: false, upper: upper, includesUpper: false)
  }

  /// A number below an end that is not included must be so in single precision too, which networks are
  /// trained in.
  public func contains(_ number: Double) -> Bool {
    (includesLower ? number >= lower : number > lower)
      && (includesUpper ? number <= upper : Float(number) < Float(upper)) && number.isFinite
  }

  /// "a number from 0 to 1", "a number above 0 and at most 10".
  public var inWords: String {
    let low = NumberText.short(lower)
    let high = NumberText.short(upper)
    return switch (includesLower, includesUpper) {
    case _ where lower == -.infinity && upper == .infinity: "a number"
    case (true, _) where upper == .infinity: "a number of at least \(low)"
    case (false, _) where upper == .infinity: "a number above \(low)"
    case (true, true): "a number from \(low) to \(high)"
    case (true, false): "a number of at least \(low) and below \(high)"
    case (false, true): "a number above \(low) and at most \(high)"
    case (false, false): "a number above \(low) and below \(high)"
    }
  }
}
