/// What a column is known by, so that equal columns are found by hashing: its values, and the order of
/// its values.
///
/// Two columns of one value hash are copies; two of one rank hash are strictly increasing functions of each
/// other (`exp`, a change of unit); a rank hash that meets a reversed one is a decreasing function.
struct ColumnFingerprint: Sendable, Hashable {
  let isConstant: Bool
  /// Whether it takes few values, four rows to one or more: rows of such columns alone are equal by
  /// chance.
  let isDiscrete: Bool
  /// Of the values as Float32, so that a float64 array and its float32 copy agree; of the values
  /// themselves where Float32 would make different ones equal.
  let values: RowDigest
  let ranks: RowDigest
  let reversedRanks: RowDigest

  /// Rows whose order is compared: few, so that a function that saturates to one Float32 somewhere is
  /// still seen, and enough, since 256 rows agree in order by chance once in 256!.
  static let rankedRows = 256

  init(_ column: [Double]) {
    let first = column.first ?? 0
    isConstant = column.allSatisfy { $0 == first }
    let mean = column.reduce(0, +) / Double(max(1, column.count))
    let squares = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(max(1, column.count))).squareRoot()
    let isFarFromZero = abs(mean) > 1_000 * deviation
    values = RowDigest(isFarFromZero ? column : column.map { Double(Float($0)) })

    let count = min(column.count, Self.rankedRows)
    let chosen = (0..<count).map { column[$0 * column.count / count] }
    let ranks = Self.denseRanks(chosen)
    let highest = ranks.max() ?? 0
    isDiscrete = highest + 1 <= count / 4
    self.ranks = RowDigest(ranks.map { Double($0) })
    reversedRanks = RowDigest(ranks.map { Double(highest - $0) })
  }

  /// Of each value the number of smaller distinct ones.
  private static func denseRanks(_ values: [Double]) -> [Int] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Int](repeating: 0, count: values.count)
    var rank = 0
    for (place, index) in order.enumerated() {
      if place > 0, values[index] != values[order[place - 1]] { rank += 1 }
      ranks[index] = rank
    }
    return ranks
  }
}
