public import Randomness

/// Whether two samples have the same distribution of labels: the χ² test of homogeneity.
///
///     χ² = Σ_{sample, class} (observed − expected)² / expected,   expected = n_sample n_class / n
///     total variation = ½ Σ_class |share₁ − share₂|
///
/// Where every expected count is 5 or more (Cochran 1954), p is the upper tail of χ² with one degree
/// of freedom fewer than classes present. Below that the tail is wrong, and p comes from random
/// splits of the pooled labels into samples of the same sizes: p = (1 + splits at least as far) /
/// (1 + splits), Hope 1968, valid at every sample size.
public struct LabelShift: Sendable, Hashable {
  /// χ²
  public let statistic: Double
  /// Classes present in either sample, less one.
  public let degreesOfFreedom: Int
  public let pValue: Double
  /// In [0, 1].
  public let totalVariation: Double
  /// Whether p comes from random splits.
  public let isSimulated: Bool

  /// Random splits where counts are small.
  public static let simulations = 1_999

  /// - Parameters:
  ///   - first, second: rows of every class in either sample; one row a sample at least.
  ///   - stream: for small counts.
  public init(
    _ first: [Int], _ second: [Int],
    stream: RandomStream = RandomStream(seed: 0, role: .design, purpose: .permutation)
  ) {
    precondition(first.count == second.count, "both samples count the same classes")
    let present = first.indices.filter { first[$0] + second[$0] > 0 }
    let counts = present.map { first[$0] }
    let pooled = present.map { first[$0] + second[$0] }
    let rows = pooled.reduce(0, +)
    let taken = counts.reduce(0, +)
    precondition(taken > 0 && taken < rows, "both samples need rows")

    let share = Double(taken) / Double(rows)
    totalVariation =
      0.5
      * zip(counts, pooled).reduce(0) { sum, pair in
        let inFirst = Double(pair.0) / Double(taken)
        let inSecond = Double(pair.1 - pair.0) / Double(rows - taken)
        return sum + abs(inFirst - inSecond)
      }
    degreesOfFreedom = present.count - 1
    statistic = Self.statistic(counts, of: pooled, share: share)
    let smallest = Double(pooled.min() ?? 0) * min(share, 1 - share)
    isSimulated = present.count > 1 && smallest < 5
    if present.count < 2 {
      pValue = 1
    } else if isSimulated {
      pValue = Self.simulated(
        statistic, pooled: pooled, taken: taken, share: share, stream: stream)
    } else {
      pValue = ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom))
        .upperTail(statistic)
    }
  }

  /// χ² of both samples from the first alone: (o − e)² (1/e₁ + 1/e₂), since the second misses what
  /// the first has too much.
  private static func statistic(_ counts: [Int], of pooled: [Int], share: Double) -> Double {
    zip(counts, pooled).reduce(0) { sum, pair in
      let total = Double(pair.1)
      let excess = Double(pair.0) - total * share
      return sum + excess * excess / (total * share * (1 - share))
    }
  }

  private static func simulated(
    _ observed: Double, pooled: [Int], taken: Int, share: Double, stream: RandomStream
  ) -> Double {
    var stream = stream
    var labels = pooled.enumerated().flatMap { [Int](repeating: $0, count: $1) }
    // The smaller sample is drawn: a split is one of both.
    let drawn = min(taken, labels.count - taken)
    let drawnShare = drawn == taken ? share : 1 - share
    var asFar = 0
    for _ in 0..<simulations {
      var counts = [Int](repeating: 0, count: pooled.count)
      for place in 0..<drawn {
        labels.swapAt(place, place + stream.integer(below: labels.count - place))
        counts[labels[place]] += 1
      }
      // Splits as far as the one observed differ from it by rounding.
      if statistic(counts, of: pooled, share: drawnShare) >= observed * (1 - 1e-9) { asFar += 1 }
    }
    return Double(1 + asFar) / Double(1 + simulations)
  }
}
