public import Randomness

/// The interval of a gain in a metric of whole sets (macro-F1, AUC, R²), where rows have no scores
/// of their own.
///
/// In every resample the seeds and the rows (or groups of rows) are drawn with replacement,
/// independently of each other; the gain of a resample is the mean over its seeds of the metric's
/// difference on its rows.
/// Interval: percentiles. p-value: 2 · min(share of resamples ≤ 0, share ≥ 0), each counted with
/// one more.
///
/// Source: Owen 2007, "The pigeonhole bootstrap", which shows that it is mildly conservative: the
/// noise of single cells is counted up to three times.
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
    var resampled: [Double] = []
    var resampledRows: [Double] = []
    var spread = 0.0
    for _ in 0..<resamples {
      let multiplicities = Self.draw(rows: rows, groups: dense, stream: &stream)
      let weights = Self.draw(seeds, stream: &stream)
      let ofSeeds = (0..<seeds).compactMap { gain($0, multiplicities) }
      guard ofSeeds.count == seeds else { continue }
      resampledRows.append(ofSeeds.reduce(0, +) / Double(seeds))
      resampled.append(zip(ofSeeds, weights).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(seeds))
      spread = max(spread, (ofSeeds.max() ?? 0) - (ofSeeds.min() ?? 0))
    }
    guard resampled.count > 1, 2 * resampled.count > resamples else { return nil }
    return BootstrapInterval(
      gains: gains, resampled: resampled, resampledRows: resampledRows, spread: spread,
      units: dense?.count ?? rows, confidence: confidence)
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

/// What a `PigeonholeBootstrap` found.
public struct BootstrapInterval: GainInterval, Hashable {
  public let gain: Double
  public let lower: Double
  public let upper: Double
  /// Standard deviation of the gain over resamples of both.
  public let standardError: Double
  /// s/√S of the seeds' gains on the rows themselves.
  public let standardErrorOfSeeds: Double?
  /// Standard deviation over resamples of rows with the seeds as they are.
  public let standardErrorOfRows: Double?
  public let pValue: Double?
  public let seedsChangeNothing: Bool
  /// Resamples in which the metric was defined.
  public let resamples: Int

  init(
    gains: [Double], resampled: [Double], resampledRows: [Double], spread: Double, units: Int,
    confidence: Double
  ) {
    let seeds = gains.count
    gain = gains.reduce(0, +) / Double(seeds)
    resamples = resampled.count
    standardError = SampleMoments(resampled).variance.squareRoot()
    standardErrorOfSeeds =
      seeds > 1 ? (SampleMoments(gains).variance / Double(seeds)).squareRoot() : nil
    standardErrorOfRows =
      units > 1 ? SampleMoments(resampledRows).variance.squareRoot() : nil

    let sorted = resampled.sorted()
    let tail = 0.5 * (1 - confidence)
    let isKnown = seeds > 1 || units > 1
    lower = isKnown ? Self.percentile(tail, of: sorted) : -.infinity
    upper = isKnown ? Self.percentile(1 - tail, of: sorted) : .infinity

    let largest = max(abs(sorted[0]), abs(sorted[sorted.count - 1]))
    seedsChangeNothing = seeds > 1 && largest > 0 && spread <= 1e-6 * largest
    let below = Double(sorted.count { $0 <= 0 } + 1) / Double(sorted.count + 1)
    let above = Double(sorted.count { $0 >= 0 } + 1) / Double(sorted.count + 1)
    pValue = seedsChangeNothing || !isKnown ? nil : min(1, 2 * min(below, above))
  }

  /// Linear interpolation between order statistics (Hyndman & Fan's type 7).
  private static func percentile(_ probability: Double, of sorted: [Double]) -> Double {
    let place = probability * Double(sorted.count - 1)
    let index = min(Int(place), sorted.count - 2)
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}
