import Statistics

/// Rows of numbers in Double.
public struct Matrix: Sendable, Hashable {
  public let rows: Int
  public let columns: Int
  /// `[rows, columns]`, row-major.
  public var values: [Double]

  public init(rows: Int, columns: Int, values: [Double]) {
    precondition(
      rows >= 0 && columns >= 0 && values.count == rows * columns,
      "a matrix of \(rows) × \(columns) cannot hold \(values.count) values")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// The outputs of a network, which are single precision.
  public init(rows: Int, columns: Int, floats: [Float]) {
    self.init(rows: rows, columns: columns, values: floats.map(Double.init))
  }

  /// One column.
  public init(column: [Double]) {
    self.init(rows: column.count, columns: 1, values: column)
  }

  public subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  public func column(_ column: Int) -> [Double] {
    (0..<rows).map { self[$0, column] }
  }

  /// The rows numbered `chosen`, in that order.
  public func rows(_ chosen: [Int]) -> Matrix {
    var gathered: [Double] = []
    gathered.reserveCapacity(chosen.count * columns)
    for row in chosen { gathered.append(contentsOf: values[row * columns..<(row + 1) * columns]) }
    return Matrix(rows: chosen.count, columns: columns, values: gathered)
  }

  /// The columns of both, side by side.
  public func beside(_ other: Matrix) -> Matrix {
    precondition(rows == other.rows, "only matrices of the same rows go side by side")
    var joined: [Double] = []
    joined.reserveCapacity(values.count + other.values.count)
    for row in 0..<rows {
      joined.append(contentsOf: values[row * columns..<(row + 1) * columns])
      joined.append(contentsOf: other.values[row * other.columns..<(row + 1) * other.columns])
    }
    return Matrix(rows: rows, columns: columns + other.columns, values: joined)
  }

  /// Every column minus its mean over the rows of the same group.
  func centred(within groups: [Int]) -> Matrix {
    precondition(groups.count == rows, "\(groups.count) groups for \(rows) rows")
    let members = Dictionary(grouping: groups.indices) { groups[$0] }
    var result = self
    for rows in members.values {
      let means = self.rows(rows).columnMeans
      for row in rows {
        for column in 0..<columns { result[row, column] -= means[column] }
      }
    }
    return result
  }

  /// Mean of every column.
  public var columnMeans: [Double] {
    var sums = [Double](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] += self[row, column] }
    }
    return sums.map { $0 / Double(rows) }
  }

  /// Every column minus its mean over its standard deviation (over N); constant columns become 0.
  public var standardised: Matrix {
    let means = columnMeans
    var squares = [Double](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let deviation = self[row, column] - means[column]
        squares[column] += deviation * deviation
      }
    }
    // Rounding leaves a constant column with a deviation of some 1e-16 of its mean: that is no
    // signal.
    let scales = squares.indices.map { column in
      let deviation = (squares[column] / Double(rows)).squareRoot()
      return deviation > 1e-12 * abs(means[column]) ? deviation : .infinity
    }
    var result = self
    for row in 0..<rows {
      for column in 0..<columns {
        result[row, column] = (self[row, column] - means[column]) / scales[column]
      }
    }
    return result
  }

  /// Sample covariance of the columns, over N − 1.
  public var covariance: Matrix {
    let means = columnMeans
    var sums = Matrix(
      rows: columns, columns: columns, values: [Double](repeating: 0, count: columns * columns))
    for row in 0..<rows {
      for i in 0..<columns {
        let left = self[row, i] - means[i]
        for j in i..<columns { sums[i, j] += left * (self[row, j] - means[j]) }
      }
    }
    for i in 0..<columns {
      for j in i..<columns {
        sums[i, j] /= Double(max(rows - 1, 1))
        sums[j, i] = sums[i, j]
      }
    }
    return sums
  }

  /// ln det of a symmetric positive definite matrix by Cholesky's decomposition.
  ///
  /// A pivot below 1e-12 of its diagonal entry is raised to that: a column that is a linear
  /// function of others then counts as almost one.
  var logDeterminant: Double {
    precondition(rows == columns, "only square matrices have a determinant")
    var factor = self
    var sum = 0.0
    for i in 0..<rows {
      for j in 0...i {
        var value = self[i, j]
        for k in 0..<j { value -= factor[i, k] * factor[j, k] }
        if i == j {
          let pivot = max(value, 1e-12 * self[i, i], .leastNormalMagnitude)
          sum += logarithm(pivot)
          factor[i, i] = pivot.squareRoot()
        } else {
          factor[i, j] = value / factor[j, j]
        }
      }
    }
    return sum
  }

  /// The place of the first number that is not finite.
  func check(_ what: String) throws(InformationError) {
    guard columns > 0 else { throw .noColumns(what: what) }
    if let place = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(what: what, row: place / columns, column: place % columns)
    }
  }
}
