/// Rows that are equal in every modality: a part that holds rows of another, and rows with two labels.
public struct RepeatedRows: Sendable, Hashable {
  /// Rows of one part that occur in an earlier one.
  public struct Overlap: Sendable, Hashable {
    /// `test` or `validation`.
    public var part: String
    /// `train` or `validation`.
    public var earlier: String
    /// Rows of `part` that equal a row of `earlier` in every modality.
    public var rows: Int
    /// Those of them whose label differs from that of such a row; 0 for a real target.
    public var otherLabels: Int
  }

  /// Pairs of parts that share rows.
  public var overlaps: [Overlap]
  /// Rows of any part that equal another row in every modality and have another label; 0 for a real
  /// target.
  public var contradictory: Int

  /// - Parameters:
  ///   - digests: of the used rows, over all modalities.
  ///   - rows: numbers of the used rows, in the order of `digests`.
  ///   - labels: of all rows of the dataset; `nil` for a real target.
  init(_ digests: [RowDigest], rows: [Int], split: Split, labels: [Int]?) {
    let names = ["train", "validation", "test"]
    var partOfRow: [Int: Int] = [:]
    for (part, members) in [split.train, split.validation, split.test].enumerated() {
      for row in members { partOfRow[row] = part }
    }
    var alike: [RowDigest: [Int]] = [:]
    for (digest, row) in zip(digests, rows) { alike[digest, default: []].append(row) }

    let pairs = [(1, 0), (2, 0), (2, 1)]
    var shared = [0, 0, 0]
    var other = [0, 0, 0]
    var contradictory = 0
    for members in alike.values where members.count > 1 {
      let parts = members.map { partOfRow[$0] ?? 0 }
      let found = labels.map { labels in members.map { labels[$0] } }
      if let found, Set(found).count > 1 { contradictory += members.count }
      for (pair, (later, earlier)) in pairs.enumerated() {
        let sources = parts.indices.filter { parts[$0] == earlier }
        guard !sources.isEmpty else { continue }
        let copies = parts.indices.filter { parts[$0] == later }
        shared[pair] += copies.count
        guard let found else { continue }
        let known = Set(sources.map { found[$0] })
        other[pair] += copies.count { !known.isSubset(of: [found[$0]]) }
      }
    }
    overlaps = pairs.indices.filter { shared[$0] > 0 }.map {
      Overlap(
        part: names[pairs[$0].0], earlier: names[pairs[$0].1], rows: shared[$0],
        otherLabels: other[$0])
    }
    self.contradictory = contradictory
  }

  /// How many of the rows at some places have a digest that occurs at others.
  static func count(_ digests: [RowDigest], at places: [Int], among others: [Int]) -> Int {
    let known = Set(others.map { digests[$0] })
    return places.count { known.contains(digests[$0]) }
  }
}
