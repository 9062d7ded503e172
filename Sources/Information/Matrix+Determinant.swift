import LinearAlgebra
import Statistics

extension Matrix {
  /// ln det Σ of a covariance: ln det of the correlations + Σ_i ln Σ_ii.
  ///
  /// An eigenvalue of the correlations below 1e-12 counts as that: a column that is a linear function of others
  /// then counts as almost one, and infinities of a difference of two determinants cancel.
  func logDeterminant() throws(InformationError) -> Double {
    let variances = (0..<rows).map { max(self[$0, $0], .leastNormalMagnitude) }
    let scales = variances.map { $0.squareRoot() }
    var correlations = Matrix.identity(rows)
    for i in 0..<rows {
      for j in 0..<i {
        correlations[i, j] = self[i, j] / scales[i] / scales[j]
        correlations[j, i] = correlations[i, j]
      }
    }
    do {
      let eigenvalues = try SymmetricEigen.values(of: correlations)
      return eigenvalues.reduce(0) { $0 + logarithm(max($1, 1e-12)) }
        + variances.reduce(0) { $0 + logarithm($1) }
    } catch {
      throw .noDecomposition(error)
    }
  }

  /// The place of the first number that is not finite.
  func check(_ what: String) throws(InformationError) {
    guard columns > 0 else { throw .noColumns(what: what) }
    if let place = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(what: what, row: place / columns, column: place % columns)
    }
  }
}
