import LinearAlgebra
import Randomness

/// Matrices to try things on.
enum RandomMatrix {
  /// Independent standard normal entries.
  static func normal(_ rows: Int, _ columns: Int, seed: Int = 1) -> Matrix {
    var stream = RandomStream(key: UInt64(seed))
    return Matrix(
      rows: rows, columns: columns, values: (0..<rows * columns).map { _ in stream.normal() })
  }

  /// Symmetric, with eigenvalues of both signs.
  static func symmetric(_ n: Int, seed: Int = 1) -> Matrix {
    let half = normal(n, n, seed: seed)
    let other = half.transposed
    return Matrix(rows: n, columns: n, values: zip(half.values, other.values).map { $0 + $1 })
  }

  /// BᵀB of twice as many rows: positive definite.
  static func positiveDefinite(_ n: Int, seed: Int = 1) -> Matrix {
    normal(2 * n, n, seed: seed).gram
  }
}

extension Matrix {
  /// The product as its definition has it.
  func naiveProduct(_ other: Matrix) -> Matrix {
    var result = Matrix.zeros(rows: rows, columns: other.columns)
    for i in 0..<rows {
      for j in 0..<other.columns {
        result[i, j] = (0..<columns).reduce(0) { $0 + self[i, $1] * other[$1, j] }
      }
    }
    return result
  }

  /// max |a − b|
  func distance(to other: Matrix) -> Double {
    guard rows == other.rows, columns == other.columns else { return .infinity }
    return zip(values, other.values).map { abs($0 - $1) }.max() ?? 0
  }

  /// Diagonal, of numbers.
  static func diagonal(_ entries: [Double]) -> Matrix {
    var result = zeros(rows: entries.count, columns: entries.count)
    for (index, entry) in entries.enumerated() { result[index, index] = entry }
    return result
  }
}
