/// Scores of one arm, or differences of two arms: one number for every seed and test row.
public struct ScoreTable: Sendable, Hashable {
  public let seeds: Int
  public let rows: Int
  /// `[seeds, rows]`, row-major.
  public let values: [Double]

  public init(seeds: Int, rows: Int, values: [Double]) {
    precondition(
      seeds > 0 && rows > 0 && values.count == seeds * rows,
      "a score table of \(seeds) seeds × \(rows) rows cannot hold \(values.count) values")
    self.seeds = seeds
    self.rows = rows
    self.values = values
  }

  /// - Parameter scores: the rows' scores of each seed; all of one length.
  public init(_ scores: [[Double]]) {
    self.init(
      seeds: scores.count, rows: scores.first?.count ?? 0, values: scores.flatMap { $0 })
  }

  public subscript(seed: Int, row: Int) -> Double { values[seed * rows + row] }

  /// The mean over seeds and rows.
  public var mean: Double { values.reduce(0, +) / Double(values.count) }

  /// One mean over the rows for every seed.
  public var meansOfSeeds: [Double] {
    (0..<seeds).map { seed in
      values[seed * rows..<(seed + 1) * rows].reduce(0, +) / Double(rows)
    }
  }

  /// One mean over the seeds for every row.
  public var meansOfRows: [Double] {
    var sums = [Double](repeating: 0, count: rows)
    for seed in 0..<seeds {
      for row in 0..<rows { sums[row] += self[seed, row] }
    }
    return sums.map { $0 / Double(seeds) }
  }

  /// Cell by cell.
  public static func - (left: ScoreTable, right: ScoreTable) -> ScoreTable {
    precondition(
      left.seeds == right.seeds && left.rows == right.rows,
      "score tables of different shapes cannot be subtracted")
    return ScoreTable(
      seeds: left.seeds, rows: left.rows, values: zip(left.values, right.values).map { $0 - $1 })
  }

  /// The same scores with the sign turned: for metrics where less is better.
  public static prefix func - (table: ScoreTable) -> ScoreTable {
    ScoreTable(seeds: table.seeds, rows: table.rows, values: table.values.map { -$0 })
  }

  /// One column a group, so that groups instead of rows are what varies.
  ///
  ///     Z[s,g] = D.. + (G m_g / n) (D̄[s,g] − D..)
  ///
  /// with G groups, m_g of the n rows in group g and D̄[s,g] the mean of seed s inside it. The mean
  /// of Z, and of every seed of Z, is that of the table, so rows keep equal weight; the variance of
  /// Z's columns over G is the linearised variance of that ratio of sums (Cochran 1977, section
  /// 11.8). Equal groups give group means; groups of one row give the table itself.
  ///
  /// - Parameter groups: the group of every row, any whole numbers.
  public func grouped(by groups: [Int]) -> ScoreTable {
    precondition(groups.count == rows, "every row needs a group")
    let dense = DenseGroups(groups)
    let centre = mean
    let scale = Double(dense.count) / Double(rows)
    var grouped = [Double](repeating: centre, count: seeds * dense.count)
    for seed in 0..<seeds {
      for row in 0..<rows {
        grouped[seed * dense.count + dense.groupOfRow[row]] += scale * (self[seed, row] - centre)
      }
    }
    return ScoreTable(seeds: seeds, rows: dense.count, values: grouped)
  }
}

/// Group names turned into 0 ..< count in order of first appearance.
struct DenseGroups {
  let groupOfRow: [Int]
  let count: Int

  init(_ groups: [Int]) {
    var numbers: [Int: Int] = [:]
    groupOfRow = groups.map { group in
      if let number = numbers[group] { return number }
      let number = numbers.count
      numbers[group] = number
      return number
    }
    count = numbers.count
  }
}
