import Randomness

/// Fewer labelled rows to learn from: the first so many of train in an order that keeps the strata's
/// shares, so that a smaller budget is part of every larger one.
struct LabelBudget {
  /// A class or a decile for each row.
  let strata: [Int]

  /// Rows in ascending order.
  func rows(of train: [Int], count: Int, stream: inout RandomStream) -> [Int] {
    var members: [Int: [Int]] = [:]
    for row in train { members[strata[row], default: []].append(row) }
    var order: [(place: Double, stratum: Int, row: Int)] = []
    for stratum in members.keys.sorted() {
      var rows = members[stratum] ?? []
      stream.shuffle(&rows)
      for (index, row) in rows.enumerated() {
        // The first of every stratum comes before all others: no class is left without a row.
        let place = index == 0 ? 0 : (Double(index) + 0.5) / Double(rows.count)
        order.append((place, stratum, row))
      }
    }
    order.sort { ($0.place, $0.stratum) < ($1.place, $1.stratum) }
    return order.prefix(count).map(\.row).sorted()
  }
}
