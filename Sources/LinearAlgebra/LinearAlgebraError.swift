/// Why there is no decomposition.
public enum LinearAlgebraError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A number that is not finite: LAPACK may return anything, or nothing.
  case notFinite(row: Int, column: Int)
  /// Rows and columns counted from 1, as LAPACK does: the leading block of this size is not.
  case notPositiveDefinite(leading: Int)
  /// The iteration did not settle.
  case didNotConverge(String)

  public var description: String {
    switch self {
    case .notFinite(let row, let column):
      "the number in row \(row), column \(column) of a matrix is not finite; look at the data it was made of"
    case .notPositiveDefinite(let leading):
      "the first \(leading) rows and columns of a matrix are not positive definite: "
        + "some columns are linear functions of others; leave them out or add a ridge"
    case .didNotConverge(let what):
      "\(what) did not settle; scale the columns of the matrix to one size"
    }
  }
}
