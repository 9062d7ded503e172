/// Rows that are equal: a part that holds rows of another, and rows with two labels.
public struct RepeatedRows: Sendable, Hashable {
  /// Rows of one part that occur in an earlier one.
  public struct Overlap: Sendable, Hashable {
    /// `test` or `validation`.
    public var part: String
    /// `train` or `validation`.
    public var earlier: String
    /// Rows of `part` that equal a row of `earlier`.
    public var rows: Int
    /// Those of them whose label differs from that of such a row; 0 for a real target.
    public var otherLabels: Int
    /// Whether the columns are discrete and so many equal rows are to be expected of them.
    public var isExpected: Bool
  }

  /// Pairs of parts that share rows.
  public var overlaps: [Overlap]
  /// Rows of any part that equal another row and have another label; 0 for a real target.
  public var contradictory: Int
  /// Whether every column takes few values, so that different samples are equal rows.
  public var isDiscrete: Bool

  private static let pairs = [
    (later: 1, earlier: 0), (later: 2, earlier: 0), (later: 2, earlier: 1),
  ]

  /// - Parameters:
  ///   - digests: one a used row.
  ///   - labels: of all rows of the dataset, −1 where there is none; `nil` for a real target.
  ///   - isDiscrete: whether every column takes few values.
  ///   - left: rows that are left out.
  init(
    _ digests: [RowDigest], used: UsedRows, labels: [Int]?, isDiscrete: Bool,
    leavingOut left: Set<Int> = []
  ) {
    let places = digests.indices.filter { left.isEmpty || !left.contains(used.rows[$0]) }
    let order = places.sorted { digests[$0].value < digests[$1].value }
    var sizes = [0, 0, 0]
    for place in places { sizes[used.part[place]] += 1 }
    var singles = [0, 0, 0]
    var shared = [0, 0, 0]
    var other = [0, 0, 0]
    var contradictory = 0

    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, digests[order[end]] == digests[order[start]] { end += 1 }
      let alike = order[start..<end]
      start = end
      if alike.count == 1 {
        singles[used.part[alike[alike.startIndex]]] += 1
        continue
      }
      let parts = (0..<3).map { part in alike.filter { used.part[$0] == part } }
      for part in 0..<3 where parts[part].count == 1 { singles[part] += 1 }
      let known = labels.map { labels in
        parts.map { places in
          Set(places.map { labels[used.rows[$0]] }).subtracting([Target.unlabelled])
        }
      }
      if let known, known[0].union(known[1]).union(known[2]).count > 1 {
        contradictory += alike.count
      }
      for (pair, (later, earlier)) in Self.pairs.enumerated() where !parts[earlier].isEmpty {
        shared[pair] += parts[later].count
        guard let labels, let known else { continue }
        // Rows without a label contradict none.
        guard !known[earlier].isEmpty else { continue }
        other[pair] += parts[later].count { known[earlier] != [labels[used.rows[$0]]] }
      }
    }
    overlaps = Self.pairs.indices.filter { shared[$0] > 0 }.map { pair in
      let (later, earlier) = Self.pairs[pair]
      return Overlap(
        part: UsedRows.parts[later], earlier: UsedRows.parts[earlier], rows: shared[pair],
        otherLabels: other[pair],
        isExpected: isDiscrete
          && Self.isExpected(
            shared[pair], of: sizes[later], singles: singles[earlier], among: sizes[earlier])
      )
    }
    self.contradictory = contradictory
    self.isDiscrete = isDiscrete
  }

  /// Rows of a part that equal a train row.
  func copiesOfTrain(in part: String) -> Int {
    overlaps.first { $0.part == part && $0.earlier == "train" }?.rows ?? 0
  }

  /// Whether chance gives that many repeats. A new sample equals none of n known ones with probability
  /// N₁/n, N₁ those that occur once among the known (Good 1953, Turing's estimate); four standard
  /// deviations are allowed, of both counts.
  private static func isExpected(
    _ found: Int, of rows: Int, singles: Int, among known: Int
  ) -> Bool {
    guard known > 0, rows > 0 else { return true }
    let (n, unseen) = (Double(rows), Double(singles) / Double(known))
    // Smoothed: of few known rows that all differ, little follows.
    let share = Double(singles + 1) / Double(known + 2)
    let variance = share * (1 - share) * n * (1 + n / Double(known)) + 1
    return Double(found) <= n * (1 - unseen) + 4 * variance.squareRoot()
  }
}
