/// McNemar's test of two classifiers on the same rows, from the rows on which they disagree.
///
///     b = baseline right, distilled wrong        c = the reverse        K ~ Bin(b + c, ½)
///     Edwards   χ² = (|b − c| − 1)² / (b + c), 1 df
///     exact     p = min(1, 2 P(K ≤ min(b, c)))
///     mid-p     p = exact − P(K = min(b, c));  1 − ½ P(K = b) where b = c
///
/// For one exported model against its twin, never pooled over seeds: rows shared by seeds are not
/// independent.
/// Source: McNemar 1947; Edwards 1948; Fagerland, Lydersen, Laake 2013 (mid-p).
public struct McNemar: Sendable, Hashable {
  /// b
  public let onlyBaselineRight: Int
  /// c
  public let onlyDistilledRight: Int

  public init(onlyBaselineRight: Int, onlyDistilledRight: Int) {
    precondition(
      onlyBaselineRight >= 0 && onlyDistilledRight >= 0, "discordant counts are not negative")
    self.onlyBaselineRight = onlyBaselineRight
    self.onlyDistilledRight = onlyDistilledRight
  }

  /// - Parameters: for every row, whether the model was right.
  public init(baselineRight: [Bool], distilledRight: [Bool]) {
    precondition(
      baselineRight.count == distilledRight.count, "both models answer the same rows")
    let pairs = zip(baselineRight, distilledRight)
    self.init(
      onlyBaselineRight: pairs.count { $0 && !$1 }, onlyDistilledRight: pairs.count { !$0 && $1 })
  }

  /// b + c
  public var discordant: Int { onlyBaselineRight + onlyDistilledRight }

  public enum Form: String, Sendable, Hashable {
    case exact, edwards
    case midP = "mid-p"
  }

  /// The default: exact below 25 discordant rows, Edwards from there.
  public var form: Form { discordant < 25 ? .exact : .edwards }

  /// Of the default form.
  public var pValue: Double { pValue(form) }

  /// Without discordant rows every form says 1.
  public func pValue(_ form: Form) -> Double {
    guard discordant > 0 else { return 1 }
    switch form {
    case .edwards:
      // P(χ²₁ > x) = P(|Z| > √x)
      return 2 * NormalDistribution.upperTail(edwardsStatistic.squareRoot())
    case .exact:
      return exact
    case .midP:
      return onlyBaselineRight == onlyDistilledRight
        ? 1 - 0.5 * probabilityOfSmaller : exact - probabilityOfSmaller
    }
  }

  /// χ² with Edwards' continuity correction, not below 0; 0 without discordant rows.
  public var edwardsStatistic: Double {
    guard discordant > 0 else { return 0 }
    let excess = max(Double(abs(onlyBaselineRight - onlyDistilledRight) - 1), 0)
    return excess * excess / Double(discordant)
  }

  private var smaller: Int { min(onlyBaselineRight, onlyDistilledRight) }

  private var exact: Double {
    // P(K ≤ m) of Bin(n, ½) is the incomplete beta function I_½(n − m, m + 1).
    let tail = BetaDistribution(a: Double(discordant - smaller), b: Double(smaller + 1))
      .cumulative(0.5)
    return min(1, 2 * tail)
  }

  /// P(K = min(b, c)) = C(n, m) / 2ⁿ
  private var probabilityOfSmaller: Double {
    let n = Double(discordant)
    let m = Double(smaller)
    let logChoices = -logBeta(n - m + 1, m + 1) - logarithm(n + 1)
    return exponential(logChoices - n * logarithm(2))
  }
}
