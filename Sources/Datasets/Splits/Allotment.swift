/// Whole numbers of rows from fractions, by largest remainder.
///
/// For each stratum the wanted share of a part is fraction × rows, plus what the strata before it left
/// over for that part. Every part gets the whole rows of its share; the rows still free go to the
/// parts with the largest remainders (ties: the earlier part). So every stratum is within a row or two
/// of its share, and the totals of the parts are within one row of theirs.
struct Allotment {
  private let fractions: [Double]
  private var carried: [Double]

  /// - Parameter fractions: of each part; they sum to at most 1, and the rest is a last part of its
  ///   own (unused rows).
  init(fractions: [Double]) {
    let rest = 1 - fractions.reduce(0, +)
    self.fractions = fractions + [rest > 1e-9 ? rest : 0]
    carried = [Double](repeating: 0, count: fractions.count + 1)
  }

  /// Rows of each part, the unused rest last; they sum to `rows`.
  ///
  /// - Parameter keepsFirst: whether the first part (train) gets at least one row, as long as there
  ///   is one: a class should not vanish from train by rounding.
  mutating func next(rows: Int, keepsFirst: Bool) -> [Int] {
    let shares = fractions.indices.map { fractions[$0] * Double(rows) + carried[$0] }
    // 0.7 × 10 is a hair below 7 in binary.
    var counts = shares.map { max(0, Int(($0 + 1e-9).rounded(.down))) }
    func gap(_ part: Int) -> Double { shares[part] - Double(counts[part]) }
    while counts.reduce(0, +) < rows {
      // A part of no fraction gets no row, whatever rounding left behind.
      let open = counts.indices.filter { fractions[$0] > 0 }
      let part = open.max { gap($0) < gap($1) || (gap($0) == gap($1) && $0 > $1) } ?? 0
      counts[part] += 1
    }
    while counts.reduce(0, +) > rows {
      let filled = counts.indices.filter { counts[$0] > 0 }
      let part = filled.min { gap($0) < gap($1) || (gap($0) == gap($1) && $0 > $1) } ?? 0
      counts[part] -= 1
    }
    if keepsFirst, counts[0] == 0, rows > 0,
      let donor = counts.indices.dropFirst().max(by: { counts[$0] < counts[$1] })
    {
      counts[donor] -= 1
      counts[0] += 1
    }
    for part in counts.indices { carried[part] = shares[part] - Double(counts[part]) }
    return counts
  }
}
