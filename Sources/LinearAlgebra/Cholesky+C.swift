import COpenBLAS
import Glibc

/// A = L·Lᵀ of a symmetric positive definite matrix (LAPACK `dpotrf`, `dtrtrs`).
public struct Cholesky: Sendable, Hashable {
  /// L `[n, n]`; above the diagonal 0.
  public let lower: Matrix

  /// - Parameter matrix: symmetric; its lower triangle is read.
  /// - Throws: `notFinite`, `notPositiveDefinite`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "only square matrices have Cholesky's factor")
    try matrix.checkFinite()
    var factor = matrix
    // The lower triangle by rows is the upper one by columns.
    var n = Int32(matrix.rows)
    var info: Int32 = 0
    if n > 0 { dpotrf_("U", &n, &factor.values, &n, &info, 1) }
    guard info == 0 else { throw .notPositiveDefinite(leading: Int(info)) }
    for row in 0..<matrix.rows {
      for column in row + 1..<max(matrix.rows, row + 1) { factor[row, column] = 0 }
    }
    lower = factor
  }

  /// ln det A = 2 Σ ln L_ii
  public var logDeterminant: Double {
    (0..<lower.rows).reduce(0) { $0 + 2 * Glibc.log(lower[$1, $1]) }
  }

  /// L⁻¹·B
  ///
  /// - Parameter sides: B `[n, sides]`.
  public func solvingLower(_ sides: Matrix) -> Matrix { solving(sides, transposed: "T") }

  /// A⁻¹·B
  ///
  /// - Parameter sides: B `[n, sides]`.
  public func solving(_ sides: Matrix) -> Matrix {
    solving(solvingLower(sides), transposed: "N")
  }

  /// By columns the factor is Lᵀ, upper: `T` solves with L, `N` with Lᵀ.
  private func solving(_ sides: Matrix, transposed: String) -> Matrix {
    precondition(sides.rows == lower.rows, "\(sides.rows) rows for \(lower.rows) unknowns")
    guard lower.rows > 0, sides.columns > 0 else { return sides }
    var b = sides.transposed
    var n = Int32(lower.rows)
    var count = Int32(sides.columns)
    var info: Int32 = 0
    dtrtrs_(
      "U", transposed, "N", &n, &count, lower.values, &n, &b.values, &n, &info, 1, 1, 1)
    precondition(info == 0, "a factor of Cholesky has a positive diagonal")
    return b.transposed
  }
}
