import Tensors

extension Tensor {
  func firstRows(_ count: Int) -> Tensor {
    count == rows
      ? self : Tensor(rows: count, columns: columns, values: Array(values.prefix(count * columns)))
  }

  /// The same without its first rows.
  func dropFirstRows(_ count: Int) -> Tensor {
    Tensor(
      rows: rows - count, columns: columns, values: Array(values.dropFirst(count * columns)))
  }

  /// The rows of another one behind these.
  func appending(_ other: Tensor) -> Tensor {
    Tensor(rows: rows + other.rows, columns: columns, values: values + other.values)
  }

  /// Row i of the result is row `order[i]` of this tensor.
  func reordered(_ order: [Int]) -> Tensor {
    var result = Tensor.zeros(rows: rows, columns: columns)
    for (place, row) in order.enumerated() {
      for column in 0..<columns { result[place, column] = self[row, column] }
    }
    return result
  }

  /// - Parameter value: of a row and a column; `nil` leaves what is there.
  func mappedRows(_ value: (_ row: Int, _ column: Int) -> Double?) -> Tensor {
    var result = self
    for row in 0..<rows {
      for column in 0..<columns {
        if let value = value(row, column) { result[row, column] = Float(value) }
      }
    }
    return result
  }
}
