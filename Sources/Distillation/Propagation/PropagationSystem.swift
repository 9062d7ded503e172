import LinearAlgebra

/// The linear equations that labels propagate by.
///
///     (I − α S) F = Y,   S = D^(−½) W D^(−½)
///
/// Source: Zhou, Bousquet, Lal, Weston, Schölkopf 2004, "Learning with local and global consistency". The
/// eigenvalues of S lie in −1 … 1, those of the system in 1 − α … 1 + α: it is positive definite, and with
/// α = 0.99 its condition number is at most 199, whatever the graph.
struct PropagationSystem: Sendable, Hashable {
  /// How much of a row's scores comes from its neighbours.
  static let alpha = 0.99
  /// Up to so many rows the system is solved by Cholesky's factor.
  static let denseRows = 2_000
  /// What is left of a right side when conjugate gradients end, as a share of its length. A score is then off
  /// by at most 1/(1 − α) times as much.
  static let tolerance = 1e-14
  /// Scores up to this say nothing: it is what either way of solving may be off by, ten times over.
  static let leastScore = 1e-11

  private let starts: [Int]
  private let ends: [Int]
  /// α S
  private let values: [Double]

  init(_ graph: NeighbourGraph) {
    (starts, ends) = (graph.starts, graph.ends)
    let scales = graph.degrees.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    var values = graph.weights
    for node in scales.indices {
      for edge in graph.starts[node]..<graph.starts[node + 1] {
        // One product of both scales, or S would not be symmetric to the bit.
        values[edge] *= Self.alpha * (scales[node] * scales[graph.ends[edge]])
      }
    }
    self.values = values
  }

  private var rows: Int { starts.count - 1 }

  /// F, those of at most `leastScore` as 0.
  ///
  /// - Parameter seeds: Y `[rows, classes]`, of 0 and 1.
  /// - Throws: `PropagationError.unsolved`.
  func scores(from seeds: Matrix) throws(PropagationError) -> Matrix {
    var scores =
      rows <= Self.denseRows ? try solvingDensely(seeds) : solvingByConjugateGradients(seeds)
    for index in scores.values.indices where !(scores.values[index] > Self.leastScore) {
      scores.values[index] = 0
    }
    return scores
  }

  /// F by Cholesky's factor of the whole matrix.
  func solvingDensely(_ seeds: Matrix) throws(PropagationError) -> Matrix {
    var system = Matrix.identity(rows)
    for row in 0..<rows {
      for edge in starts[row]..<starts[row + 1] { system[row, ends[edge]] -= values[edge] }
    }
    do {
      return try Cholesky(system).solving(seeds)
    } catch {
      throw .unsolved(error)
    }
  }

  /// F by conjugate gradients, one class after the other, every sum in the order of the rows.
  func solvingByConjugateGradients(_ seeds: Matrix) -> Matrix {
    var scores = Matrix.zeros(rows: rows, columns: seeds.columns)
    for column in 0..<seeds.columns {
      for (row, score) in conjugateGradients(seeds.column(column)).enumerated() {
        scores[row, column] = score
      }
    }
    return scores
  }

  /// Hestenes and Stiefel 1952.
  private func conjugateGradients(_ side: [Double]) -> [Double] {
    var solution = [Double](repeating: 0, count: rows)
    var residual = side
    var direction = side
    var square = Self.product(residual, residual)
    let enough = square * Self.tolerance * Self.tolerance
    // Each step leaves at most (√199 − 1)/(√199 + 1) = 0.868 of the error: 300 steps 10⁻¹⁸ of it.
    for _ in 0..<300 where square > enough {
      let image = times(direction)
      let step = square / Self.product(direction, image)
      for row in 0..<rows {
        solution[row] += step * direction[row]
        residual[row] -= step * image[row]
      }
      let next = Self.product(residual, residual)
      for row in 0..<rows { direction[row] = residual[row] + next / square * direction[row] }
      square = next
    }
    return solution
  }

  /// (I − α S) v
  private func times(_ vector: [Double]) -> [Double] {
    (0..<rows).map { row in
      var sum = vector[row]
      for edge in starts[row]..<starts[row + 1] { sum -= values[edge] * vector[ends[edge]] }
      return sum
    }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
