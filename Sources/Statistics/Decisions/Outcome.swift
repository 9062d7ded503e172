/// What a comparison shows, from the interval of its gain alone. The first that matches wins.
public enum Outcome: String, Sendable, Hashable, CaseIterable {
  /// The lower bound is above 0.
  case helps
  /// The upper bound is below 0.
  case hurts
  /// The whole interval is too close to 0 to matter.
  case flat
  /// None of these: the data cannot tell.
  case unclear

  /// - Parameters:
  ///   - lower, upper: the interval of the gain, + is better; `unclear` where one is infinite, that
  ///     is where there is no interval.
  ///   - flatMargin: what counts as no difference (`Metric.flatMargin(studentMean:)`).
  public init(lower: Double, upper: Double, flatMargin: Double) {
    if !lower.isFinite || !upper.isFinite {
      self = .unclear
    } else if lower > 0 {
      self = .helps
    } else if upper < 0 {
      self = .hurts
    } else if lower >= -flatMargin, upper <= flatMargin {
      self = .flat
    } else {
      self = .unclear
    }
  }
}
