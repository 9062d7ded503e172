import LinearAlgebra

/// The directions in which rows vary most: eigenvectors of the covariance, by falling eigenvalue, the entry of
/// largest magnitude of each made positive.
public struct PrincipalDirections: Sendable, Hashable {
  public let means: [Double]
  /// Variances along the directions, falling.
  public let variances: [Double]
  /// `[features, features]`; direction j is column j.
  public let directions: Matrix

  /// - Parameter points: `[rows, features]`, finite.
  /// - Throws: `noDecomposition`.
  public init(_ points: Matrix) throws(InformationError) {
    means = points.columnMeans
    let eigen: SymmetricEigen
    do {
      eigen = try SymmetricEigen(points.covariance)
    } catch {
      throw .noDecomposition(error)
    }
    variances = eigen.values.map { max($0, 0) }
    directions = eigen.vectors
  }

  /// How many directions carry more than a 1e-10th of the largest variance.
  public var rank: Int {
    guard let largest = variances.first, largest > 0 else { return 0 }
    return variances.count { $0 > 1e-10 * largest }
  }

  /// Coordinates of rows along the first `count` directions.
  ///
  /// - Returns: `[rows, count]`
  public func coordinates(_ points: Matrix, count: Int) -> Matrix {
    points.subtracting(means).times(directions.columns(0..<count))
  }
}
