import Statistics

/// Mutual information of two discrete variables from their observed frequencies, in nats.
///
///     I(A;B) = Σ p(a,b) ln( p(a,b) / (p(a) p(b)) )
///
/// Its bias is about + (R − 1)(C − 1) / (2N) for R × C values, alike in both terms of the
/// criterion, so that it cancels from their difference; it is left in.
public struct PluginEstimator: Sendable, Hashable {
  public init() {}

  /// - Parameters: the value of every row, any whole numbers.
  public func estimate(_ a: [Int], _ b: [Int]) throws(InformationError) -> Double {
    guard a.count == b.count else {
      throw .rowsDiffer(what: "b", found: b.count, expected: a.count)
    }
    guard !a.isEmpty else { throw .tooFewRows(found: 0, needed: 1) }
    let left = Strata(a).rows
    let right = Strata(b).rows
    var columnOfRow = [Int](repeating: 0, count: b.count)
    for (column, rows) in right.enumerated() {
      for row in rows { columnOfRow[row] = column }
    }

    let total = Double(a.count)
    var information = 0.0
    for rows in left {
      var counts = [Int](repeating: 0, count: right.count)
      for row in rows { counts[columnOfRow[row]] += 1 }
      for (column, count) in counts.enumerated() where count > 0 {
        let expected = Double(rows.count) * Double(right[column].count) / total
        information += Double(count) / total * logarithm(Double(count) / expected)
      }
    }
    return information
  }

  /// H(Y) = −Σ p ln p of the observed frequencies, nats.
  public static func entropy(_ labels: [Int]) -> Double {
    Strata(labels).rows.reduce(0) { sum, rows in
      let share = Double(rows.count) / Double(labels.count)
      return sum - share * logarithm(share)
    }
  }
}
