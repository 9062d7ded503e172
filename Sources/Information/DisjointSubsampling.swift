import Randomness

/// The variance of an estimate, from estimates on disjoint parts of its rows.
///
///     Var(Î_N) ≈ Σ_k ((k − 1)/k) s_k² / Σ_k (k − 1)
///
/// where the rows are split at random into k parts, k = 2 … 10, and s_k² is the sample variance of
/// the k estimates; it assumes that variance falls as 1/N. A bootstrap would not do: a row drawn
/// twice is its own nearest neighbour. Source: Holmes & Nemenman 2019, "Estimation of mutual
/// information for real-valued data with error bars and controlled bias".
///
/// Small data: parts keep at least `leastRows` rows (two parts are always made), and the split
/// counts that remain are drawn again, afresh, until Σ(k − 1) reaches the 45 that k = 2 … 10 give.
struct DisjointSubsampling {
  let leastRows: Int

  /// - Parameters:
  ///   - rows: N.
  ///   - estimates: several estimates made on the same rows.
  /// - Returns: the variance of each of them, on all N rows.
  func variances(
    rows: Int, stream: RandomStream,
    estimates: ([Int]) throws(InformationError) -> [Double]
  ) throws(InformationError) -> [Double] {
    let most = min(10, max(rows / leastRows, 2))
    var stream = stream
    var weighted: [Double] = []
    var freedom = 0
    while freedom < 45 {
      for parts in 2...most {
        let order = stream.permutation(of: rows)
        var values: [[Double]] = []
        for part in 0..<parts {
          let slice = order[part * rows / parts..<(part + 1) * rows / parts]
          values.append(try estimates(slice.sorted()))
        }
        let spreads = Self.squaredDeviations(values)
        if weighted.isEmpty { weighted = spreads.map { _ in 0 } }
        // (k − 1) s_k² is the sum of squared deviations.
        for index in spreads.indices { weighted[index] += spreads[index] / Double(parts) }
        freedom += parts - 1
      }
    }
    return weighted.map { $0 / Double(freedom) }
  }

  /// Of each estimate over the parts.
  private static func squaredDeviations(_ values: [[Double]]) -> [Double] {
    guard let first = values.first else { return [] }
    return first.indices.map { index in
      let mean = values.reduce(0) { $0 + $1[index] } / Double(values.count)
      return values.reduce(0) { $0 + ($1[index] - mean) * ($1[index] - mean) }
    }
  }
}
