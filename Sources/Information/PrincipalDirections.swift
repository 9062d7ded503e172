/// The directions in which rows vary most: eigenvectors of the covariance, by falling eigenvalue.
///
/// Jacobi's rotations, which are accurate for the small matrices of logits. An eigenvector has no
/// sign of its own: its entry of largest magnitude (the first of equal ones) is made positive.
public struct PrincipalDirections: Sendable, Hashable {
  public let means: [Double]
  /// Variances along the directions, falling.
  public let variances: [Double]
  /// `[features, features]`; direction j is column j.
  public let directions: Matrix

  /// - Parameter points: `[rows, features]`, finite.
  public init(_ points: Matrix) {
    means = points.columnMeans
    var rotated = points.covariance
    var vectors = Self.identity(points.columns)
    Self.diagonalise(&rotated, &vectors)

    let diagonal = (0..<points.columns).map { rotated[$0, $0] }
    let order = diagonal.indices.sorted { (-diagonal[$0], $0) < (-diagonal[$1], $1) }
    variances = order.map { max(diagonal[$0], 0) }
    var sorted = vectors
    for (place, source) in order.enumerated() {
      let sign = Self.sign(vectors.column(source))
      for row in 0..<points.columns { sorted[row, place] = sign * vectors[row, source] }
    }
    directions = sorted
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
    var values: [Double] = []
    values.reserveCapacity(points.rows * count)
    for row in 0..<points.rows {
      for direction in 0..<count {
        var sum = 0.0
        for feature in 0..<points.columns {
          sum += (points[row, feature] - means[feature]) * directions[feature, direction]
        }
        values.append(sum)
      }
    }
    return Matrix(rows: points.rows, columns: count, values: values)
  }

  private static func identity(_ size: Int) -> Matrix {
    var identity = Matrix(
      rows: size, columns: size, values: [Double](repeating: 0, count: size * size))
    for index in 0..<size { identity[index, index] = 1 }
    return identity
  }

  private static func sign(_ vector: [Double]) -> Double {
    var largest = 0.0
    for entry in vector where abs(entry) > abs(largest) { largest = entry }
    return largest < 0 ? -1 : 1
  }

  /// Cyclic sweeps until what is off the diagonal is nothing beside what is on it.
  private static func diagonalise(_ matrix: inout Matrix, _ vectors: inout Matrix) {
    let size = matrix.rows
    for _ in 0..<60 {
      var outside = 0.0
      var total = 0.0
      for row in 0..<size {
        for column in 0..<size {
          let square = matrix[row, column] * matrix[row, column]
          total += square
          if row != column { outside += square }
        }
      }
      if outside <= 1e-30 * total { return }
      for p in 0..<size {
        for q in p + 1..<max(size, p + 1) { rotate(p, q, &matrix, &vectors) }
      }
    }
  }

  /// The plane rotation that makes entry (p, q) zero (Golub & Van Loan, algorithm 8.5.1).
  private static func rotate(_ p: Int, _ q: Int, _ matrix: inout Matrix, _ vectors: inout Matrix) {
    let entry = matrix[p, q]
    guard entry != 0 else { return }
    let tau = (matrix[q, q] - matrix[p, p]) / (2 * entry)
    let tangent = (tau >= 0 ? 1.0 : -1.0) / (abs(tau) + (1 + tau * tau).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    for k in 0..<matrix.rows {
      let (left, right) = (matrix[k, p], matrix[k, q])
      matrix[k, p] = cosine * left - sine * right
      matrix[k, q] = sine * left + cosine * right
    }
    for k in 0..<matrix.rows {
      let (upper, lower) = (matrix[p, k], matrix[q, k])
      matrix[p, k] = cosine * upper - sine * lower
      matrix[q, k] = sine * upper + cosine * lower
      let (left, right) = (vectors[k, p], vectors[k, q])
      vectors[k, p] = cosine * left - sine * right
      vectors[k, q] = sine * left + cosine * right
    }
  }
}
