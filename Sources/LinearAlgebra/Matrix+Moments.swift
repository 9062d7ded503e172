extension Matrix {
  /// Mean of every column.
  public var columnMeans: [Double] {
    var sums = [Double](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] += self[row, column] }
    }
    return sums.map { $0 / Double(rows) }
  }

  /// Every column minus a number of its own.
  public func subtracting(_ offsets: [Double]) -> Matrix {
    precondition(offsets.count == columns, "\(offsets.count) numbers for \(columns) columns")
    var result = self
    for row in 0..<rows {
      for column in 0..<columns { result[row, column] -= offsets[column] }
    }
    return result
  }

  /// Every column minus its mean over the rows of the same group.
  public func centred(within groups: [Int]) -> Matrix {
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

  /// Sample covariance of the columns, over N − 1: `[columns, columns]`.
  public var covariance: Matrix {
    var sums = subtracting(columnMeans).gram
    for index in sums.values.indices { sums.values[index] /= Double(max(rows - 1, 1)) }
    return sums
  }
}
