import LinearAlgebra
import Tensors

/// Rows of a modality, centred by their mean and scaled to unit length, and which of them are nearest by
/// cosine.
///
///     uᵢ = (xᵢ − x̄) / ‖xᵢ − x̄‖        cos(i, j) = Σ_c uᵢ_c · uⱼ_c
///
/// A row at the mean, but for what rounding leaves of it (10⁻¹² of the root mean square length of the rows),
/// has no direction: it stays zero and has no neighbours.
package struct RowDirections: Sendable, Hashable {
  /// uᵢ `[rows, features]`.
  package let values: Matrix
  /// x̄
  private let mean: [Double]
  /// Rows no farther than this from the mean lie at the mean.
  private let leastLength: Double

  /// A row and how near it is.
  struct Neighbour: Sendable, Hashable {
    var row: Int
    /// Above 0.
    var cosine: Double
  }

  /// - Parameter rows: `[rows, features]`, finite.
  init(_ rows: Matrix) {
    mean = rows.rows == 0 ? [Double](repeating: 0, count: rows.columns) : rows.columnMeans
    let squares = rows.values.reduce(0) { $0 + $1 * $1 }
    leastLength = 1e-12 * (squares / Double(max(rows.rows, 1))).squareRoot()
    values = Self.directions(of: rows, from: mean, leastLength: leastLength)
  }

  /// Other rows, seen from the mean of these.
  ///
  /// - Parameter rows: `[others, features]`, finite.
  func directions(of rows: Matrix) -> Matrix {
    Self.directions(of: rows, from: mean, leastLength: leastLength)
  }

  private static func directions(
    of rows: Matrix, from mean: [Double], leastLength: Double
  ) -> Matrix {
    var result = rows.subtracting(mean)
    for row in 0..<rows.rows {
      let range = row * rows.columns..<(row + 1) * rows.columns
      var squares = 0.0
      for index in range { squares += result.values[index] * result.values[index] }
      let length = squares.squareRoot()
      for index in range {
        result.values[index] = length > leastLength ? result.values[index] / length : 0
      }
    }
    return result
  }
}

extension RowDirections {
  /// Rows whose products are in memory together.
  private static let block = 256

  /// A cosine within this of 0 is 0, but for rounding: n terms that add up to at most 1 err by n · 2⁻⁵³.
  private var rounding: Double { Double(values.columns) * .ulpOfOne }

  /// The nearest rows of every query by cosine, nearest first, equal ones by row number; only those at less
  /// than a right angle.
  ///
  /// Blocked products by BLAS, whose last bits depend on where a row lies in its block, only sift: what comes
  /// near the last of the nearest is summed again in one fixed order, and that decides. So a query's answer
  /// does not depend on which others are asked.
  /// - Parameters:
  ///   - count: of the nearest, at most.
  ///   - queries: `[queries, features]`, of unit length or zero.
  ///   - own: for each query the row that it is itself, which is no neighbour.
  func nearest(_ count: Int, to queries: Matrix, excluding own: [Int]? = nil) -> [[Neighbour]] {
    let transposed = values.transposed
    var found: [[Neighbour]] = []
    found.reserveCapacity(queries.rows)
    for start in stride(from: 0, to: queries.rows, by: Self.block) {
      let numbers = Array(start..<min(start + Self.block, queries.rows))
      let products = queries.rows(numbers).times(transposed)
      for (line, query) in numbers.enumerated() {
        let near = sifted(count, products, line, excluding: own?[query])
        found.append(ranked(count, of: near, to: queries, query))
      }
    }
    return found
  }

  /// Every row that may be one of the nearest, ascending.
  ///
  /// Two sums of one product differ by `rounding` at most, so the nearest lie no more than twice that below
  /// the last of them by BLAS.
  private func sifted(
    _ count: Int, _ products: Matrix, _ line: Int, excluding own: Int?
  ) -> [Int] {
    let start = line * products.columns
    var largest = [Double](repeating: -.infinity, count: count)
    for row in 0..<values.rows where products.values[start + row] > largest[count - 1] {
      guard row != own else { continue }
      let product = products.values[start + row]
      var slot = count - 1
      while slot > 0, largest[slot - 1] < product {
        largest[slot] = largest[slot - 1]
        slot -= 1
      }
      largest[slot] = product
    }
    let least = largest[count - 1] - 2 * rounding
    return (0..<values.rows).filter { row in
      let product = products.values[start + row]
      return product > 0 && product >= least && row != own
    }
  }

  private func ranked(
    _ count: Int, of rows: [Int], to queries: Matrix, _ query: Int
  ) -> [Neighbour] {
    var near: [Neighbour] = []
    for row in rows {
      let cosine = cosine(row, queries, query)
      if cosine > rounding { near.append(Neighbour(row: row, cosine: cosine)) }
    }
    near.sort { $0.cosine != $1.cosine ? $0.cosine > $1.cosine : $0.row < $1.row }
    return Array(near.prefix(count))
  }

  /// Σ_c uᵢ_c · q_c in four lanes, c mod 4: the same bits wherever a row lies, and from either side.
  private func cosine(_ row: Int, _ queries: Matrix, _ query: Int) -> Double {
    let columns = values.columns
    let (first, other) = (row * columns, query * columns)
    func term(_ column: Int) -> Double {
      values.values[first + column] * queries.values[other + column]
    }
    var lanes = SIMD4<Double>.zero
    let whole = columns - columns % 4
    for column in stride(from: 0, to: whole, by: 4) {
      lanes += SIMD4(term(column), term(column + 1), term(column + 2), term(column + 3))
    }
    for column in whole..<columns { lanes[column % 4] += term(column) }
    return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
  }
}
