/// The interval of a mean difference over seeds and test rows, both of which vary.
///
///     D[s,i] = score(distilled, s, i) − score(student, s, i)          gain = mean D
///     gain ± t_df √V                                                  V, df: `CrossedBounds`
///
/// Measured coverage at a nominal 95 %: `CoverageTests`. Why not a t interval over the seeds: it
/// covers the truth 66–69 % of the time.
public struct CrossedInterval: GainInterval, Hashable {
  public let gain: Double
  /// √a
  public let standardErrorOfSeeds: Double?
  /// √b
  public let standardErrorOfRows: Double?
  public let seedsChangeNothing: Bool
  public let units: Int
  private let bounds: CrossedBounds

  public var lower: Double { bounds.lower }
  public var upper: Double { bounds.upper }
  public var standardError: Double { bounds.standardError }
  public var degreesOfFreedom: Double { bounds.degreesOfFreedom }
  public var pValue: Double? { bounds.pValue }

  /// - Parameters:
  ///   - differences: distilled − student, oriented so that + is better.
  ///   - groups: the group of every row where rows are not independent; groups are then what varies
  ///     (`ScoreTable.grouped(by:)`).
  public init(
    differences: ScoreTable, groups: [Int]? = nil, confidence: Double = Confidence.level
  ) {
    let table = groups.map(differences.grouped(by:)) ?? differences
    let components = CrossedComponents(table)
    let scale = differences.values.reduce(0) { max($0, abs($1)) }
    // A deterministic fit repeated gives the same differences up to rounding.
    let isSeedless =
      Self.isSameForAllSeeds(differences, scale: scale)
      || (table.seeds > 1 && table.rows > 1 && components.seeds < 1e-8 * components.rows)
    gain = differences.mean
    units = table.rows
    seedsChangeNothing = isSeedless
    standardErrorOfSeeds = table.seeds > 1 ? components.seeds.squareRoot() : nil
    standardErrorOfRows = table.rows > 1 ? components.rows.squareRoot() : nil
    bounds = CrossedBounds(
      gain: gain, components: components, seeds: table.seeds, units: table.rows,
      seedsChangeNothing: isSeedless, scale: scale, confidence: confidence)
  }

  /// Equal up to a millionth of the largest difference: a convex solver stops there, not at
  /// equality. A table of nothing but zeros says nothing about seeds.
  private static func isSameForAllSeeds(_ table: ScoreTable, scale: Double) -> Bool {
    guard table.seeds > 1, scale > 0 else { return false }
    return (1..<table.seeds).allSatisfy { seed in
      (0..<table.rows).allSatisfy { row in
        abs(table[seed, row] - table[0, row]) <= 1e-6 * scale
      }
    }
  }
}
