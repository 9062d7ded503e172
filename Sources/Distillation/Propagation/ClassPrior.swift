import LinearAlgebra

/// How large a share of all rows every class is believed to have, and how scores are brought to it.
///
/// Scores over a graph flow to the class whose labels happen to lie well. Worth 17 to 22 points on text at
/// one label a class, 2 on digits, measured with a uniform prior.
package struct ClassPrior: Sendable, Hashable {
  /// Where the shares come from.
  package enum Source: String, Sendable, Hashable {
    /// The labelled rows.
    case labels
    /// Too few of them: every class that has a label counts alike.
    case uniform
  }

  /// Labelled rows that each class must have before their shares are believed.
  package static let fewestRows = 5
  /// Times columns and rows are scaled.
  package static let sweeps = 20

  /// One a class; they add up to 1.
  package let shares: [Double]
  package let source: Source

  /// - Parameters:
  ///   - labels: of the labelled rows, at least one.
  ///   - classes: how many there are, with or without a label.
  package init(labels: [Int], classes: Int) {
    precondition(!labels.isEmpty, "a prior of no labels")
    var counts = [Int](repeating: 0, count: classes)
    for label in labels { counts[label] += 1 }
    if counts.allSatisfy({ $0 >= Self.fewestRows }) {
      shares = counts.map { Double($0) / Double(labels.count) }
      source = .labels
    } else {
      // No row can come to a class without a label: whatever share it had would be missing elsewhere.
      let seen = counts.count { $0 > 0 }
      shares = counts.map { $0 > 0 ? 1 / Double(seen) : 0 }
      source = .uniform
    }
  }

  /// Probabilities whose columns have about the prior's shares (Sinkhorn and Knopp 1967).
  ///
  ///     pᵢ_c ← pᵢ_c · N π_c / Σⱼ pⱼ_c,   then   pᵢ_c ← pᵢ_c / Σ_k pᵢ_k
  ///
  /// N counts the rows that some class reaches. A row that none reaches moves nothing, and gets the prior.
  /// - Parameter scores: `[rows, classes]`, not negative.
  package func balanced(_ scores: Matrix) -> Matrix {
    var result = scores
    let reached = (0..<scores.rows).count { row in
      shares.indices.contains { scores[row, $0] > 0 }
    }
    for _ in 0..<Self.sweeps {
      result.scaleColumns(to: shares.map { $0 * Double(reached) })
      result.scaleRows()
    }
    return normalised(result)
  }

  /// Probabilities in proportion to the scores; the prior where all are 0.
  package func normalised(_ scores: Matrix) -> Matrix {
    var result = scores
    result.scaleRows()
    for row in 0..<result.rows where shares.indices.allSatisfy({ result[row, $0] == 0 }) {
      for (column, share) in shares.enumerated() { result[row, column] = share }
    }
    return result
  }
}

extension Matrix {
  /// Scales every row to sum 1, but rows of zeros.
  fileprivate mutating func scaleRows() {
    for row in 0..<rows {
      var sum = 0.0
      for column in 0..<columns { sum += self[row, column] }
      guard sum > 0 else { continue }
      for column in 0..<columns { self[row, column] /= sum }
    }
  }

  /// Scales every column to a sum of its own, but columns of zeros.
  fileprivate mutating func scaleColumns(to targets: [Double]) {
    for column in 0..<columns {
      var sum = 0.0
      for row in 0..<rows { sum += self[row, column] }
      guard sum > 0 else { continue }
      let factor = targets[column] / sum
      for row in 0..<rows { self[row, column] *= factor }
    }
  }
}
