/// A number rounded to a fixed count of decimals, as text without any locale.
///
/// Rounds half away from zero. A number that rounds to zero has no sign, so that a report never
/// prints "−0.0".
public struct FixedDecimal: Sendable, Hashable {
  /// Digits with a point, without sign: "0.40".
  public let magnitude: String
  public let isNegative: Bool
  public let isZero: Bool

  /// - Parameter value: finite, `|value| · 10^decimals` below 10^15; larger numbers keep Swift's
  ///   own shortest text.
  public init(_ value: Double, decimals: Int) {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 1e15 else {
      magnitude = value.magnitude.description
      isNegative = value < 0
      isZero = false
      return
    }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    magnitude =
      decimals == 0 ? padded : "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    isZero = scaled == 0
    isNegative = value < 0 && scaled != 0
  }

  /// For machines: "-0.40".
  public var ascii: String { (isNegative ? "-" : "") + magnitude }

  /// For people: "−0.40".
  public var typeset: String { (isNegative ? "−" : "") + magnitude }

  /// For differences: "+0.40", "−0.40", "0.00".
  public var signed: String { isZero ? magnitude : (isNegative ? "−" : "+") + magnitude }
}
