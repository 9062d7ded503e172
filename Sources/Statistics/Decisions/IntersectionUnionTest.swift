/// The test behind "the teacher helps": the distilled student beats each of several references.
///
///     p_i = two-sided p of the gain over reference i where that gain is above 0, else 1
///     p   = max_i p_i
///
/// The claim is an intersection, so its null hypothesis is a union: one reference that is not
/// beaten makes it true. Each reference is tested at the full level and the largest p-value counts,
/// without an adjustment for their number. Source: Berger 1982, "Multiparameter hypothesis testing
/// and acceptance sampling". Only gains above 0 are evidence, and their two-sided p-values are twice
/// the one-sided ones: the test errs on the safe side.
public struct IntersectionUnionTest: Sendable, Hashable {
  /// The gain over one reference.
  public struct Reference: Sendable, Hashable {
    public let name: String
    /// Distilled − reference, + is better.
    public let gain: Double
    /// −∞ where there is no interval.
    public let lower: Double
    /// Two-sided; `nil` where there is none, which counts as 1.
    public let pValue: Double?

    public init(name: String, gain: Double, lower: Double?, pValue: Double?) {
      self.name = name
      self.gain = gain
      self.lower = lower ?? -.infinity
      self.pValue = pValue
    }

    public init(name: String, interval: any GainInterval) {
      self.init(
        name: name, gain: interval.gain, lower: interval.lower, pValue: interval.pValue)
    }

    /// Evidence that this reference is beaten.
    public var evidence: Double { gain > 0 ? (pValue ?? 1) : 1 }
  }

  public let references: [Reference]

  /// - Parameter references: in the order in which they are named; ties go to the first.
  public init(_ references: [Reference]) {
    self.references = references
  }

  /// The largest p-value; 1 without references, against which nothing was shown.
  public var pValue: Double { references.map(\.evidence).max() ?? 1 }

  /// The reference with the lowest lower bound, which is the one to print.
  public var headline: Reference? {
    // `min` takes the first of equals.
    references.min { $0.lower < $1.lower }
  }

  /// Whether the teacher may be said to help.
  ///
  /// - Parameter adjustedPValue: `pValue` after adjustment over all pairs of the job
  ///   (`BenjaminiHochberg`).
  public func holds(adjustedPValue: Double, level: Double = 0.05) -> Bool {
    guard let headline else { return false }
    return headline.lower > 0 && adjustedPValue <= level
  }
}
