import Randomness

/// Rows divided into classes: those of a label, or tenths of a number.
public struct Strata: Sendable, Hashable {
  /// The stratum of every row.
  public let labels: [Int]
  /// The rows of every stratum that has any, by ascending label.
  public let rows: [[Int]]

  public init(_ labels: [Int]) {
    self.labels = labels
    var places: [Int: Int] = [:]
    for (place, label) in Set(labels).sorted().enumerated() { places[label] = place }
    var rows = [[Int]](repeating: [], count: places.count)
    for (row, label) in labels.enumerated() {
      if let place = places[label] { rows[place].append(row) }
    }
    self.rows = rows
  }

  /// Tenths by rank; equal values share the stratum of the first of them. Fewer than 50 rows make
  /// fewer strata, five rows each.
  public init(decilesOf values: [Double]) {
    let parts = min(10, max(values.count / 5, 1))
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var labels = [Int](repeating: 0, count: values.count)
    var firstRank = 0
    for (rank, row) in order.enumerated() {
      if values[row] != values[order[firstRank]] { firstRank = rank }
      labels[row] = firstRank * parts / values.count
    }
    self.init(labels)
  }

  /// All rows, in random order inside every stratum.
  func shuffled(_ stream: inout RandomStream) -> [Int] {
    rows.flatMap { rows in
      var shuffled = rows
      stream.shuffle(&shuffled)
      return shuffled
    }
  }
}
