import LinearAlgebra
import Statistics

/// Mutual information of two continuous representations by k nearest neighbours, in nats.
///
///     I(X;Y) ≈ ψ(k) + ψ(N) − ⟨ψ(nₓ + 1) + ψ(nᵧ + 1)⟩
///
/// where nₓ counts the rows strictly closer in x than the k-th neighbour in the joint maximum norm.
/// Source: Kraskov, Stögbauer, Grassberger 2004, equation 8 ("KSG-1").
///
/// - Warning: Good in one to three dimensions. The estimate saturates near 1.7 nats (N = 1 000) in
///   high dimension whatever the truth. Rows that occur twice must be set apart by a little noise
///   first.
public struct KraskovEstimator: MutualInformationEstimator, Hashable {
  /// Number of neighbours k. Bias grows with k/N, variance shrinks with k.
  public var neighbours: Int

  public init(neighbours: Int = 5) {
    self.neighbours = neighbours
  }

  /// - Parameters:
  ///   - x: `[rows, features]`, finite.
  ///   - y: `[rows, features]`, same rows as `x`.
  /// - Throws: `InformationError.tooFewRows` unless `x.rows > neighbours`.
  public func estimate(_ x: Matrix, _ y: Matrix) throws(InformationError) -> Double {
    guard x.rows == y.rows else {
      throw .rowsDiffer(what: "y", found: y.rows, expected: x.rows)
    }
    guard x.rows > neighbours else { throw .tooFewRows(found: x.rows, needed: neighbours + 1) }
    let counts = NeighbourCounts(x, y, neighbours: neighbours)

    var sum = 0.0
    for row in 0..<x.rows {
      sum += digamma(counts.x[row] + 1)
      sum += digamma(counts.y[row] + 1)
    }
    return digamma(neighbours) + digamma(x.rows) - sum / Double(x.rows)
  }
}
