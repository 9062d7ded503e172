/// McNemar's test of two classifiers on the same rows, from the rows on which they disagree.
///
///     b = baseline right, distilled wrong        c = the reverse        K ~ Bin(b + c, ½)
///     Edwards   χ² = (|b − c| − 1)² / (b + c), 1 df
///     exact     p = min(1, 2 P(K ≤ min(b, c)))
///     mid-p     p = exact − P(K = min(b, c));  1 − ½ P(K = b) where b = c
///
/// Rows that come in groups are not independent, and counting them as if they were makes p too
/// small. There each group g has its signed discordance d_g = c_g − b_g; under the null hypothesis
/// the two models may be exchanged inside a group, so that its sign is a fair coin:
///
///     sign flip  p = P(|Σ_g ε_g d_g| ≥ |Σ_g d_g|),  ε_g = ±1 with probability ½ each
///
/// exact, by the distribution of the sum over all 2^G signs. Groups of one row give `exact`; one
/// group gives 1.
///
/// For one exported model against its twin, never pooled over seeds: rows shared by seeds are not
/// independent.
/// Source: McNemar 1947; Edwards 1948; Fagerland, Lydersen, Laake 2013 (mid-p); Fisher 1935, "The
/// design of experiments", section 21 (sign flip).
public struct McNemar: Sendable, Hashable {
  /// b, in rows
  public let onlyBaselineRight: Int
  /// c, in rows
  public let onlyDistilledRight: Int
  /// d_g of the groups where it is not 0; `nil` where rows are independent.
  public let groupDiscordances: [Int]?

  public init(onlyBaselineRight: Int, onlyDistilledRight: Int) {
    precondition(
      onlyBaselineRight >= 0 && onlyDistilledRight >= 0, "discordant counts are not negative")
    self.onlyBaselineRight = onlyBaselineRight
    self.onlyDistilledRight = onlyDistilledRight
    groupDiscordances = nil
  }

  /// - Parameters:
  ///   - baselineRight, distilledRight: for every row, whether the model was right.
  ///   - groups: the group of every row where rows are not independent.
  public init(baselineRight: [Bool], distilledRight: [Bool], groups: [Int]? = nil) {
    precondition(
      baselineRight.count == distilledRight.count, "both models answer the same rows")
    let pairs = zip(baselineRight, distilledRight)
    onlyBaselineRight = pairs.count { $0 && !$1 }
    onlyDistilledRight = pairs.count { !$0 && $1 }
    groupDiscordances = groups.map { groups in
      precondition(groups.count == baselineRight.count, "every row needs a group")
      let dense = DenseGroups(groups)
      var signed = [Int](repeating: 0, count: dense.count)
      for (group, (baseline, distilled)) in zip(dense.groupOfRow, pairs) {
        signed[group] += (distilled ? 1 : 0) - (baseline ? 1 : 0)
      }
      return signed.filter { $0 != 0 }
    }
  }

  /// b + c
  public var discordant: Int { onlyBaselineRight + onlyDistilledRight }

  public enum Form: String, Sendable, Hashable {
    case exact, edwards
    case midP = "mid-p"
    case signFlip = "sign flip over groups"
  }

  /// The default: by groups where rows come in groups; otherwise exact below 25 discordant rows,
  /// Edwards from there.
  public var form: Form {
    groupDiscordances != nil ? .signFlip : discordant < 25 ? .exact : .edwards
  }

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
    case .signFlip:
      return signFlip
    }
  }

  /// χ² with Edwards' continuity correction, not below 0; 0 without discordant rows.
  public var edwardsStatistic: Double {
    guard discordant > 0 else { return 0 }
    let excess = max(Double(abs(onlyBaselineRight - onlyDistilledRight) - 1), 0)
    return excess * excess / Double(discordant)
  }

  /// The distribution of Σ ε_g |d_g| is built up group by group over the sums 0 … Σ|d_g|
  /// of the groups whose sign is +.
  private var signFlip: Double {
    guard let groupDiscordances else { return exact }
    let sizes = groupDiscordances.map(abs)
    let total = sizes.reduce(0, +)
    // chances[k]: probability that the groups with sign + hold k discordances together.
    var chances = [Double](repeating: 0, count: total + 1)
    chances[0] = 1
    var reached = 0
    for size in sizes {
      for sum in stride(from: reached + size, through: 0, by: -1) {
        chances[sum] = 0.5 * (chances[sum] + (sum >= size ? chances[sum - size] : 0))
      }
      reached += size
    }
    let observed = abs(groupDiscordances.reduce(0, +))
    let asExtreme = chances.indices.filter { abs(2 * $0 - total) >= observed }
    return min(1, asExtreme.reduce(0) { $0 + chances[$1] })
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
