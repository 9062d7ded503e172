import COpenBLAS

/// A = U diag(σ) Vᵀ, thin: k = min(rows, columns) values (LAPACK `dgesdd`).
///
/// Of a pair of vectors only the product of signs is given: the entry of largest magnitude in u (the first of
/// equal ones) is made positive.
public struct SingularValues: Sendable, Hashable {
  /// σ, falling: `[k]`.
  public let values: [Double]
  /// U `[rows, k]`; vector j is column j.
  public let left: Matrix
  /// V `[columns, k]`; vector j is column j.
  public let right: Matrix

  /// - Throws: `notFinite`, `didNotConverge`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.checkFinite()
    let (rows, columns) = (matrix.rows, matrix.columns)
    let k = min(rows, columns)
    var left = Matrix.zeros(rows: rows, columns: k)
    var right = Matrix.zeros(rows: columns, columns: k)
    guard k > 0 else {
      (values, self.left, self.right) = ([], left, right)
      return
    }
    // By rows, A is Aᵀ = V diag(σ) Uᵀ by columns: what LAPACK calls u is V.
    var a = matrix.values
    var m = Int32(columns)
    var n = Int32(rows)
    var count = Int32(k)
    var values = [Double](repeating: 0, count: k)
    var v = [Double](repeating: 0, count: columns * k)
    var ut = [Double](repeating: 0, count: k * rows)
    var integers = [Int32](repeating: 0, count: 8 * k)
    var info: Int32 = 0
    func call(_ work: inout [Double], _ size: Int32) {
      var size = size
      dgesdd_(
        "S", &m, &n, &a, &m, &values, &v, &m, &ut, &count, &work, &size, &integers, &info, 1)
    }
    var work = [0.0]
    call(&work, -1)
    let size = Int32(work[0])
    work = [Double](repeating: 0, count: Int(size))
    call(&work, size)
    guard info == 0 else { throw .didNotConverge("a singular value decomposition") }

    for j in 0..<k {
      var largest = 0.0
      for i in 0..<rows where abs(ut[i * k + j]) > abs(largest) { largest = ut[i * k + j] }
      let sign = largest < 0 ? -1.0 : 1.0
      for i in 0..<rows { left[i, j] = sign * ut[i * k + j] }
      for i in 0..<columns { right[i, j] = sign * v[j * columns + i] }
    }
    (self.values, self.left, self.right) = (values, left, right)
  }
}
