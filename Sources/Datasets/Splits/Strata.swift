/// What a split is stratified by.
enum Strata {
  /// The class of each row, or the decile of its target.
  ///
  /// - Parameter unlabelled: rows without a label, which take no place in the deciles; theirs is the last.
  static func of(_ target: Target, leavingOut unlabelled: [Int] = []) -> [Int] {
    switch target {
    case .labels(let labels, _): return labels
    case .values(let values):
      guard !unlabelled.isEmpty else { return deciles(values) }
      let left = Set(unlabelled)
      let rows = values.indices.filter { !left.contains($0) }
      var strata = [Int](repeating: 9, count: values.count)
      for (row, decile) in zip(rows, deciles(rows.map { values[$0] })) { strata[row] = decile }
      return strata
    }
  }

  /// Rank × 10 / rows; equal values are ranked by row, a value that is no number last.
  private static func deciles(_ values: [Double]) -> [Int] {
    let order = values.indices.sorted { left, right in
      let (a, b) = (values[left], values[right])
      if a.isNaN || b.isNaN { return a.isNaN == b.isNaN ? left < right : b.isNaN }
      return a != b ? a < b : left < right
    }
    var deciles = [Int](repeating: 0, count: values.count)
    for (rank, row) in order.enumerated() { deciles[row] = rank * 10 / values.count }
    return deciles
  }
}
