/// What a `PigeonholeBootstrap` found.
public struct BootstrapInterval: GainInterval, Hashable {
  public let gain: Double
  /// √a: s/√S of the seeds' gains on the rows themselves.
  public let standardErrorOfSeeds: Double?
  /// √b: from resamples of rows with the seeds as they are.
  public let standardErrorOfRows: Double?
  public let seedsChangeNothing: Bool
  public let units: Int
  /// Resamples in which the metric was defined.
  public let resamples: Int
  private let bounds: CrossedBounds

  public var lower: Double { bounds.lower }
  public var upper: Double { bounds.upper }
  public var standardError: Double { bounds.standardError }
  public var degreesOfFreedom: Double { bounds.degreesOfFreedom }
  public var pValue: Double? { bounds.pValue }

  /// - Parameters:
  ///   - gains: of every seed on the rows themselves.
  ///   - resampled: of every seed on every resample of the rows, two resamples at least.
  init(gains: [Double], resampled: [[Double]], units: Int, confidence: Double) {
    let seeds = gains.count
    let components = Self.components(gains: gains, resampled: resampled, units: units)
    let scale = (gains + resampled.joined()).reduce(0) { max($0, abs($1)) }
    let spread = ([gains] + resampled).reduce(0) {
      max($0, ($1.max() ?? 0) - ($1.min() ?? 0))
    }
    gain = gains.reduce(0, +) / Double(seeds)
    resamples = resampled.count
    self.units = units
    seedsChangeNothing = seeds > 1 && scale > 0 && spread <= 1e-6 * scale
    standardErrorOfSeeds = seeds > 1 ? components.seeds.squareRoot() : nil
    standardErrorOfRows = units > 1 ? components.rows.squareRoot() : nil
    bounds = CrossedBounds(
      gain: gain, components: components, seeds: seeds, units: units,
      seedsChangeNothing: seedsChangeNothing, scale: scale, confidence: confidence)
  }

  private static func components(
    gains: [Double], resampled: [[Double]], units: Int
  ) -> CrossedComponents {
    let seeds = Double(gains.count)
    let means = resampled.map { $0.reduce(0, +) / seeds }
    // Drawing n of n rows with replacement shrinks a variance to (n − 1)/n of its size.
    let correction = units > 1 ? Double(units) / Double(units - 1) : 0
    let rows = correction * SampleMoments(means).variance
    guard gains.count > 1 else {
      return CrossedComponents(seeds: 0, rows: rows, interaction: 0)
    }
    let deviations = gains.indices.reduce(0.0) { sum, seed in
      sum + SampleMoments(zip(resampled, means).map { $0[seed] - $1 }).variance
    }
    return CrossedComponents(
      seeds: SampleMoments(gains).variance / seeds, rows: rows,
      interaction: correction * deviations / (seeds * (seeds - 1)))
  }
}
