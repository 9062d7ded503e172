import COpenBLAS

/// argmin_X ‖A·X − B‖², the shortest X where there are several (LAPACK `dgelsd`).
public struct LeastSquares: Sendable, Hashable {
  /// X `[unknowns, sides]`.
  public let solution: Matrix
  /// Singular values of A above `tolerance` times the largest.
  public let rank: Int

  /// Below this share of the largest a singular value counts as 0.
  public static let tolerance = 1e-12

  /// - Parameters:
  ///   - matrix: A `[rows, unknowns]`.
  ///   - sides: B `[rows, sides]`.
  /// - Throws: `notFinite`, `didNotConverge`.
  public init(_ matrix: Matrix, _ sides: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == sides.rows, "\(sides.rows) right sides for \(matrix.rows) rows")
    try matrix.checkFinite()
    try sides.checkFinite()
    let (rows, unknowns) = (matrix.rows, matrix.columns)
    guard rows > 0, unknowns > 0, sides.columns > 0 else {
      (solution, rank) = (.zeros(rows: unknowns, columns: sides.columns), 0)
      return
    }
    var a = matrix.transposed.values
    // One column a side, long enough for the solution.
    let height = max(rows, unknowns)
    var b = [Double](repeating: 0, count: height * sides.columns)
    for row in 0..<rows {
      for side in 0..<sides.columns { b[side * height + row] = sides[row, side] }
    }
    var m = Int32(rows)
    var n = Int32(unknowns)
    var count = Int32(sides.columns)
    var stride = Int32(height)
    var values = [Double](repeating: 0, count: min(rows, unknowns))
    var tolerance = Self.tolerance
    var found: Int32 = 0
    var info: Int32 = 0
    func call(_ work: inout [Double], _ size: Int32, _ integers: inout [Int32]) {
      var size = size
      dgelsd_(
        &m, &n, &count, &a, &m, &b, &stride, &values, &tolerance, &found, &work, &size, &integers,
        &info)
    }
    var work = [0.0]
    var integers: [Int32] = [0]
    call(&work, -1, &integers)
    let size = Int32(work[0])
    work = [Double](repeating: 0, count: Int(size))
    integers = [Int32](repeating: 0, count: max(1, Int(integers[0])))
    call(&work, size, &integers)
    guard info == 0 else { throw .didNotConverge("a least-squares solution") }
    var solution = Matrix.zeros(rows: unknowns, columns: sides.columns)
    for unknown in 0..<unknowns {
      for side in 0..<sides.columns { solution[unknown, side] = b[side * height + unknown] }
    }
    (self.solution, rank) = (solution, Int(found))
  }
}
