import COpenBLAS

extension Matrix {
  /// A·B
  ///
  /// - Parameter other: B, of as many rows as A has columns.
  public func times(_ other: Matrix) -> Matrix {
    precondition(columns == other.rows, "\(columns) columns times \(other.rows) rows")
    return product(
      with: other, CblasNoTrans, rows: rows, inner: columns, columns: other.columns)
  }

  /// Aᵀ·B
  ///
  /// - Parameter other: B, of as many rows as A.
  public func transposedTimes(_ other: Matrix) -> Matrix {
    precondition(rows == other.rows, "\(rows) rows and \(other.rows) rows")
    return product(with: other, CblasTrans, rows: columns, inner: rows, columns: other.columns)
  }

  private func product(
    with other: Matrix, _ transposition: CBLAS_TRANSPOSE, rows: Int, inner: Int, columns: Int
  ) -> Matrix {
    var result = Matrix.zeros(rows: rows, columns: columns)
    guard rows > 0, inner > 0, columns > 0 else { return result }
    cblas_dgemm(
      CblasRowMajor, transposition, CblasNoTrans, Int32(rows), Int32(columns), Int32(inner), 1,
      values, Int32(self.columns), other.values, Int32(columns), 0, &result.values, Int32(columns))
    return result
  }

  /// AᵀA `[columns, columns]`, symmetric to the bit.
  public var gram: Matrix {
    var result = Matrix.zeros(rows: columns, columns: columns)
    guard rows > 0, columns > 0 else { return result }
    cblas_dsyrk(
      CblasRowMajor, CblasLower, CblasTrans, Int32(columns), Int32(rows), 1, values, Int32(columns),
      0, &result.values, Int32(columns))
    for row in 0..<columns {
      for column in 0..<row { result[column, row] = result[row, column] }
    }
    return result
  }
}
