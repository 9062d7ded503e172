import LinearAlgebra
import Statistics

/// Mutual information of a continuous representation and a class label by k nearest neighbours, in
/// nats.
///
///     I(X;Y) ≈ ψ(N) + ⟨ψ(kᵢ) − ψ(N_c) − ψ(mᵢ)⟩
///
/// with N_c the rows of row i's class, kᵢ = min(k, N_c − 1), and mᵢ the rows of any class (i itself
/// included) strictly closer than the kᵢ-th neighbour inside the class. Rows whose class has no
/// second row are left out altogether, as scikit-learn does.
///
/// It equals `KraskovEstimator` with the label as a further coordinate spaced wider than the data,
/// so the two terms of the criterion share one estimator. Source: Ross 2014, "Mutual information
/// between discrete and continuous data sets"; scikit-learn's `mutual_info_classif`.
public struct RossEstimator: Sendable, Hashable {
  /// Number of neighbours k.
  public var neighbours: Int

  public init(neighbours: Int = 5) {
    self.neighbours = neighbours
  }

  /// - Parameters:
  ///   - x: `[rows, features]`, finite.
  ///   - labels: the class of every row, any whole numbers.
  /// - Throws: `InformationError.noClassWithTwoRows`.
  public func estimate(_ x: Matrix, labels: [Int]) throws(InformationError) -> Double {
    guard x.rows == labels.count else {
      throw .rowsDiffer(what: "the labels", found: labels.count, expected: x.rows)
    }
    let classes = Strata(labels).rows.filter { $0.count > 1 }
    guard !classes.isEmpty else { throw .noClassWithTwoRows(rows: x.rows) }
    let kept = x.rows(classes.flatMap { $0 })
    var groups: [NeighbourCounts.Group] = []
    for rowsOfClass in classes {
      let start = groups.last?.rows.upperBound ?? 0
      groups.append(
        NeighbourCounts.Group(
          rows: start..<start + rowsOfClass.count,
          neighbours: min(neighbours, rowsOfClass.count - 1)))
    }
    let counts = NeighbourCounts.withinClasses(kept, groups)

    var sum = 0.0
    for group in groups {
      let constant = digamma(group.neighbours) - digamma(group.rows.count)
      for row in group.rows { sum += constant - digamma(counts[row] + 1) }
    }
    return digamma(kept.rows) + sum / Double(kept.rows)
  }
}
