/// Parts of rows for cross-fitting.
public enum Folds {
  /// Assigns every row to one of `count` folds so that each stratum is spread evenly.
  ///
  /// - Parameters:
  ///   - strata: one label a row (a class, or a decile of the target).
  ///   - groups: rows with equal groups share a fold; `nil` leaves rows free.
  /// - Returns: the fold, 0 ..< count, of every row.
  public static func stratified(
    strata: [Int], groups: [Int]? = nil, count: Int, stream: inout RandomStream
  ) -> [Int] {
    let units = groups ?? Array(0..<strata.count)
    // A unit (a row, or a group of rows) is dealt out whole, under the stratum of its first row.
    var rowsOfUnit: [Int: [Int]] = [:]
    var unitsInOrder: [Int] = []
    for (row, unit) in units.enumerated() {
      if rowsOfUnit[unit] == nil { unitsInOrder.append(unit) }
      rowsOfUnit[unit, default: []].append(row)
    }
    var unitsOfStratum: [Int: [Int]] = [:]
    for unit in unitsInOrder {
      guard let first = rowsOfUnit[unit]?.first else { continue }
      unitsOfStratum[strata[first], default: []].append(unit)
    }

    var folds = [Int](repeating: 0, count: strata.count)
    var next = 0
    for stratum in unitsOfStratum.keys.sorted() {
      var units = unitsOfStratum[stratum] ?? []
      stream.shuffle(&units)
      for unit in units {
        for row in rowsOfUnit[unit] ?? [] { folds[row] = next }
        next = (next + 1) % count
      }
    }
    return folds
  }
}
