/// What a split is stratified by.
enum Strata {
  /// The class of each row, or the decile of its target.
  static func of(_ target: Target) -> [Int] {
    switch target {
    case .labels(let labels, _): labels
    case .values(let values): deciles(values)
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
