import Randomness

/// Draws rows into parts by fractions: per stratum, or whole groups at a time.
struct SplitDraw {
  /// The fraction of each part; the rest of the rows stays unused.
  var fractions: [Double]
  /// One stratum a row (a class, a decile); `nil` draws from all rows alike.
  var strata: [Int]?
  /// Rows with equal groups stay in one part.
  var groups: [Int]?

  /// Divides `rows`. Each part is ascending.
  func parts(of rows: [Int], stream: inout RandomStream) -> [[Int]] {
    let parts =
      groups == nil ? drawnRows(rows, &stream) : drawnGroups(rows, groups: groups ?? [], &stream)
    return parts.map { $0.sorted() }
  }

  /// Strata in ascending order; inside each the rows are shuffled and dealt out.
  private func drawnRows(_ rows: [Int], _ stream: inout RandomStream) -> [[Int]] {
    var parts = [[Int]](repeating: [], count: fractions.count)
    var allotment = Allotment(fractions: fractions)
    for stratum in members(of: rows) {
      var shuffled = stratum
      stream.shuffle(&shuffled)
      let counts = allotment.next(rows: shuffled.count, keepsFirst: strata != nil)
      var start = 0
      for part in parts.indices {
        parts[part] += shuffled[start..<(start + counts[part])]
        start += counts[part]
      }
    }
    return parts
  }

  /// The rows of each stratum, in ascending order of the strata.
  private func members(of rows: [Int]) -> [[Int]] {
    guard let strata else { return [rows] }
    var members: [Int: [Int]] = [:]
    for row in rows { members[strata[row], default: []].append(row) }
    return members.keys.sorted().map { members[$0] ?? [] }
  }

  /// Groups in random order, large ones first, each whole to the part where it fits the wanted counts
  /// of the strata best: the part whose sum over strata of (wanted − given)² falls the most.
  private func drawnGroups(
    _ rows: [Int], groups: [Int], _ stream: inout RandomStream
  ) -> [[Int]] {
    var members: [Int: [Int]] = [:]
    var order: [Int] = []
    for row in rows {
      if members[groups[row]] == nil { order.append(groups[row]) }
      members[groups[row], default: []].append(row)
    }
    stream.shuffle(&order)
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    order.sort { left, right in
      let (a, b) = (members[left]?.count ?? 0, members[right]?.count ?? 0)
      return a != b ? a > b : (places[left] ?? 0) < (places[right] ?? 0)
    }

    let all = fractions + [1 - fractions.reduce(0, +)]
    var wanted = counts(rows).mapValues { total in all.map { $0 * Double(total) } }
    var parts = [[Int]](repeating: [], count: all.count)
    for group in order {
      let inside = members[group] ?? []
      let strataOfGroup = counts(inside).sorted { $0.key < $1.key }
      func change(_ part: Int) -> Double {
        strataOfGroup.reduce(0) { sum, entry in
          let count = Double(entry.value)
          return sum + count * (count - 2 * (wanted[entry.key]?[part] ?? 0))
        }
      }
      let open = all.indices.filter { all[$0] > 1e-9 }
      let part = open.min { change($0) < change($1) || (change($0) == change($1) && $0 < $1) } ?? 0
      parts[part] += inside
      for (stratum, count) in strataOfGroup { wanted[stratum]?[part] -= Double(count) }
    }
    return Array(parts.prefix(fractions.count))
  }

  /// Number of rows of each stratum.
  private func counts(_ rows: [Int]) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for row in rows { counts[strata?[row] ?? 0, default: 0] += 1 }
    return counts
  }
}
