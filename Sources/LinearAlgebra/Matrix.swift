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

  /// Columns side by side, all of one length.
  public init(columns: [[Double]]) {
    let rows = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == rows }, "columns of several lengths")
    self = Matrix(rows: columns.count, columns: rows, values: columns.flatMap { $0 }).transposed
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

  public func columns(_ chosen: Range<Int>) -> Matrix {
    var gathered: [Double] = []
    gathered.reserveCapacity(rows * chosen.count)
    for row in 0..<rows {
      gathered.append(
        contentsOf: values[row * columns + chosen.lowerBound..<row * columns + chosen.upperBound])
    }
    return Matrix(rows: rows, columns: chosen.count, values: gathered)
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

  public static func zeros(rows: Int, columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, values: [Double](repeating: 0, count: rows * columns))
  }

  public static func identity(_ size: Int) -> Matrix {
    var identity = zeros(rows: size, columns: size)
    for index in 0..<size { identity[index, index] = 1 }
    return identity
  }

  /// Aᵀ
  public var transposed: Matrix {
    var result = Matrix.zeros(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  /// LAPACK has no answer to NaN: some of its loops never end.
  func checkFinite() throws(LinearAlgebraError) {
    if let place = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: place / columns, column: place % columns)
    }
  }
}
