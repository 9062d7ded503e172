public import Randomness

/// The interval of a gain in a metric of whole sets (macro-F1, AUC, R²), where rows have no scores
/// of their own.
///
/// Rows (or groups of rows) are drawn with replacement, the same draw for all seeds; g*_s is the
/// gain of seed s on a draw, ḡ* its mean over the S seeds, var* the variance over the draws, n the
/// number of independent units:
///
///     a = var_s(g_s) / S                                      seeds, on the rows themselves
///     b = n/(n−1) · var*(ḡ*)                                  rows
///     c = n/(n−1) · Σ_s var*(g*_s − ḡ*) / (S (S−1))           what seeds and rows do together
///     gain ± t_df √V                                          V, df: `CrossedBounds`
///
/// For a mean of row scores these are, up to the noise of the draws, the components of
/// `CrossedInterval`.
///
/// Source: Owen 2007, "The pigeonhole bootstrap". Two of its flaws are mended. It draws seeds as
/// well, which shrinks their part to (S−1)/S of its size; but the gain is a plain mean over seeds,
/// so that part needs no draw: it is the s²/S above. And it counts the noise of single cells up to
/// three times, of which c takes away what is too much. Percentiles of draws from three seeds cover
/// 73 % at a nominal 95 %; V with a t quantile covers what `BootstrapCoverageTests` measures.
public struct PigeonholeBootstrap: Sendable, Hashable {
  public var resamples = 2_000
  public var confidence = Confidence.level

  public init(resamples: Int = 2_000, confidence: Double = Confidence.level) {
    self.resamples = resamples
    self.confidence = confidence
  }

  /// - Parameters:
  ///   - groups: the group of every row where rows are not independent.
  ///   - gain: the oriented gain of one seed when row i counts `multiplicities[i]` times; `nil`
  ///     where undefined.
  /// - Returns: `nil` where the gain is undefined on the rows themselves or in half of the
  ///   resamples.
  public func interval(
    seeds: Int, rows: Int, groups: [Int]? = nil, stream: RandomStream,
    gain: (_ seed: Int, _ multiplicities: [Int32]) -> Double?
  ) -> BootstrapInterval? {
    let whole = [Int32](repeating: 1, count: rows)
    let gains = (0..<seeds).compactMap { gain($0, whole) }
    guard seeds > 0, gains.count == seeds else { return nil }

    var stream = stream
    let dense = groups.map(DenseGroups.init)
    var resampled: [[Double]] = []
    for _ in 0..<resamples {
      let multiplicities = Self.draw(rows: rows, groups: dense, stream: &stream)
      let ofSeeds = (0..<seeds).compactMap { gain($0, multiplicities) }
      if ofSeeds.count == seeds { resampled.append(ofSeeds) }
    }
    guard resampled.count > 1, 2 * resampled.count > resamples else { return nil }
    return BootstrapInterval(
      gains: gains, resampled: resampled, units: dense?.count ?? rows, confidence: confidence)
  }

  /// The level of one arm in a metric of whole sets: its mean over seeds and both standard errors.
  ///
  /// - Returns: `nil` where the metric is undefined on these predictions.
  public func level(
    _ metric: Metric, seeds: [Predictions], groups: [Int]? = nil, stream: RandomStream
  ) -> BootstrapInterval? {
    let scores = seeds.compactMap(metric.weightedScore)
    guard let rows = seeds.first?.rows, scores.count == seeds.count else { return nil }
    return interval(seeds: seeds.count, rows: rows, groups: groups, stream: stream) {
      scores[$0].score(multiplicities: $1)
    }
  }

  /// How often each of `count` units comes up in `count` draws.
  private static func draw(_ count: Int, stream: inout RandomStream) -> [Int32] {
    var multiplicities = [Int32](repeating: 0, count: count)
    for _ in 0..<count { multiplicities[stream.integer(below: count)] += 1 }
    return multiplicities
  }

  private static func draw(
    rows: Int, groups: DenseGroups?, stream: inout RandomStream
  ) -> [Int32] {
    guard let groups else { return draw(rows, stream: &stream) }
    let ofGroups = draw(groups.count, stream: &stream)
    return groups.groupOfRow.map { ofGroups[$0] }
  }
}
