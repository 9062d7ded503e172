/// Mean squares of a seeds × rows layout, for one table or for the product of two.
///
///     MS_s = n Σ_s (x_s. − x..)(y_s. − y..) / (S − 1)
///     MS_i = S Σ_i (x_.i − x..)(y_.i − y..) / (n − 1)
///     MS_e = Σ (x_si − x_s. − x_.i + x..)(y_si − y_s. − y_.i + y..) / ((S − 1)(n − 1))
///     a, b, c = MS_s, MS_i, MS_e over S·n
///
/// The variance of the mean is a + b − c where both seeds and rows are drawn (Cornfield & Tukey
/// 1956). With x = y these are variances, otherwise covariances.
struct CrossedComponents {
  /// a: from seeds; 0 with one seed.
  let seeds: Double
  /// b: from rows; 0 with one row.
  let rows: Double
  /// c: from what seeds and rows do together; 0 with one of either.
  let interaction: Double

  /// Components known otherwise (`PigeonholeBootstrap`).
  init(seeds: Double, rows: Double, interaction: Double) {
    self.seeds = seeds
    self.rows = rows
    self.interaction = interaction
  }

  init(_ table: ScoreTable) { self.init(table, table) }

  init(_ x: ScoreTable, _ y: ScoreTable) {
    precondition(
      x.seeds == y.seeds && x.rows == y.rows, "score tables of different shapes cannot covary")
    let left = Margins(x)
    let right = Margins(y)
    let cells = Double(x.seeds * x.rows)
    let seedFreedom = Double(x.seeds - 1)
    let rowFreedom = Double(x.rows - 1)

    let overSeeds = zip(left.seeds, right.seeds).reduce(0) { $0 + $1.0 * $1.1 }
    let overRows = zip(left.rows, right.rows).reduce(0) { $0 + $1.0 * $1.1 }
    seeds = x.seeds > 1 ? overSeeds * Double(x.rows) / seedFreedom / cells : 0
    rows = x.rows > 1 ? overRows * Double(x.seeds) / rowFreedom / cells : 0
    guard x.seeds > 1, x.rows > 1 else {
      interaction = 0
      return
    }
    var overCells = 0.0
    for seed in 0..<x.seeds {
      for row in 0..<x.rows {
        overCells += left.residual(x, seed, row) * right.residual(y, seed, row)
      }
    }
    interaction = overCells / (seedFreedom * rowFreedom) / cells
  }

  /// V = max(a + b − c, a, b): a difference of noisy mean squares may not fall below either source.
  var variance: Double { max(seeds + rows - interaction, seeds, rows) }

  /// Margins of a table as deviations from its mean.
  private struct Margins {
    let mean: Double
    let seeds: [Double]
    let rows: [Double]

    init(_ table: ScoreTable) {
      let centre = table.mean
      mean = centre
      seeds = table.meansOfSeeds.map { $0 - centre }
      rows = table.meansOfRows.map { $0 - centre }
    }

    func residual(_ table: ScoreTable, _ seed: Int, _ row: Int) -> Double {
      table[seed, row] - mean - seeds[seed] - rows[row]
    }
  }
}
