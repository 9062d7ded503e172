import COpenBLAS

/// A = V diag(λ) Vᵀ of a symmetric matrix, by falling eigenvalue (LAPACK `dsyevd`).
///
/// An eigenvector has no sign of its own: its entry of largest magnitude (the first of equal ones) is made
/// positive. Vectors of equal eigenvalues are any basis of their space.
public struct SymmetricEigen: Sendable, Hashable {
  /// λ, falling: `[n]`.
  public let values: [Double]
  /// `[n, n]`; vector j is column j.
  public let vectors: Matrix

  /// - Parameter matrix: symmetric; its lower triangle is read.
  /// - Throws: `notFinite`, `didNotConverge`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    let (ascending, columns) = try Self.decomposed(matrix, job: "V")
    let n = matrix.rows
    var vectors = Matrix.zeros(rows: n, columns: n)
    for place in 0..<n {
      // LAPACK's column k lies in one piece.
      let start = (n - 1 - place) * n
      let vector = columns[start..<start + n]
      let sign = Self.sign(vector)
      for (row, entry) in vector.enumerated() { vectors[row, place] = sign * entry }
    }
    self.vectors = vectors
    values = ascending.reversed()
  }

  /// λ alone, falling.
  public static func values(of matrix: Matrix) throws(LinearAlgebraError) -> [Double] {
    try decomposed(matrix, job: "N").values.reversed()
  }

  private static func sign(_ vector: ArraySlice<Double>) -> Double {
    var largest = 0.0
    for entry in vector where abs(entry) > abs(largest) { largest = entry }
    return largest < 0 ? -1 : 1
  }

  /// Ascending values, and vectors one after the other where the job is `V`.
  private static func decomposed(
    _ matrix: Matrix, job: String
  ) throws(LinearAlgebraError) -> (values: [Double], vectors: [Double]) {
    precondition(matrix.rows == matrix.columns, "only square matrices have eigenvalues")
    try matrix.checkFinite()
    guard matrix.rows > 0 else { return ([], []) }
    // Symmetric: by rows or by columns is the same, the lower triangle by rows is the upper by columns.
    var a = matrix.values
    var n = Int32(matrix.rows)
    var values = [Double](repeating: 0, count: matrix.rows)
    var info: Int32 = 0
    func call(_ work: inout [Double], _ count: Int32, _ integers: inout [Int32], _ more: Int32) {
      var (count, more) = (count, more)
      dsyevd_(
        job, "U", &n, &a, &n, &values, &work, &count, &integers, &more, &info, 1, 1)
    }
    var work = [0.0]
    var integers: [Int32] = [0]
    call(&work, -1, &integers, -1)
    let (count, more) = (Int32(work[0]), integers[0])
    work = [Double](repeating: 0, count: Int(count))
    integers = [Int32](repeating: 0, count: Int(more))
    call(&work, count, &integers, more)
    guard info == 0 else { throw .didNotConverge("an eigenvalue decomposition") }
    return (values, a)
  }
}
