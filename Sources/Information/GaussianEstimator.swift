import LinearAlgebra
import Statistics

/// Mutual information as if the data were jointly normal, in nats: the canonical correlations.
///
///     I(X;Y) = ½ ln( det Σ_XX det Σ_YY / det Σ ) = −½ Σ ln(1 − ρᵢ²)
///
/// Smooth and precise, blind to what covariances do not show. Its bias is about + dₓ dᵧ / (2N).
public struct GaussianEstimator: MutualInformationEstimator, Hashable {
  public init() {}

  /// - Parameters:
  ///   - x: `[rows, features]`, finite.
  ///   - y: `[rows, features]`, same rows as `x`.
  public func estimate(_ x: Matrix, _ y: Matrix) throws(InformationError) -> Double {
    guard x.rows == y.rows else {
      throw .rowsDiffer(what: "y", found: y.rows, expected: x.rows)
    }
    let needed = x.columns + y.columns + 2
    guard x.rows >= needed else { throw .tooFewRows(found: x.rows, needed: needed) }
    let joint = x.beside(y).covariance
    let apart = try x.covariance.logDeterminant() + y.covariance.logDeterminant()
    return try 0.5 * (apart - joint.logDeterminant())
  }

  /// With a class label: the formula above for the label's indicator columns, which is
  ///
  ///     I(X;Y) = ½ ln( det Σ_total / det Σ_within ) = −½ ln Λ        (Wilks' Λ)
  ///
  /// with Σ_within the covariance inside the classes, pooled: classes that are normal with one
  /// covariance. No label term exceeds the label's entropy, so the estimate is cut there.
  ///
  /// - Parameter labels: the class of every row, any whole numbers.
  public func estimate(_ x: Matrix, labels: [Int]) throws(InformationError) -> Double {
    guard x.rows == labels.count else {
      throw .rowsDiffer(what: "the labels", found: labels.count, expected: x.rows)
    }
    let classes = Strata(labels).rows
    let needed = x.columns + classes.count + 1
    guard x.rows >= needed else { throw .tooFewRows(found: x.rows, needed: needed) }

    var residuals = x
    for rows in classes {
      let means = x.rows(rows).columnMeans
      for row in rows {
        for column in 0..<x.columns { residuals[row, column] -= means[column] }
      }
    }
    let ratio = try x.covariance.logDeterminant() - residuals.covariance.logDeterminant()
    return min(0.5 * ratio, PluginEstimator.entropy(labels))
  }
}
