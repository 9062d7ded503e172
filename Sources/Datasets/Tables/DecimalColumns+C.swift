import Tensors

/// Columns of a table with every digit that was read.
///
/// A decimal such as 1600000030.25 is no Float32. Whether its last digits matter is known once the columns
/// are standardised; where they do not, ``rounded`` takes their place and half the memory.
struct DecimalColumns: DoublePrecisionSource {
  let rows: Int
  let columns: Int
  /// `[rows × columns]`, row after row.
  let values: [Double]

  init(rows: Int, columns: Int, values: [Double]) {
    precondition(values.count == rows * columns, "\(values.count) values for \(rows)×\(columns)")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  var memoryBytes: Int { values.count * MemoryLayout<Double>.stride }
  var exceedsSinglePrecision: Bool { true }

  /// The same in Float32.
  var rounded: Tensor { Tensor(rows: rows, columns: columns, values: values.map { Float($0) }) }

  /// In Float32 where that keeps every value, as small whole numbers and halves.
  var narrowed: any FeatureSource {
    values.allSatisfy { Double(Float($0)) == $0 } ? rounded : self
  }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    convert(rows, into: destination) { value, _ in Float(value) }
  }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Double>
  ) {
    convert(rows, into: destination) { value, _ in value }
  }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, mean: UnsafePointer<Double>,
    inverse: UnsafePointer<Double>, into destination: UnsafeMutablePointer<Float>
  ) {
    convert(rows, into: destination) { value, column in
      Float((value - mean[column]) * inverse[column])
    }
  }

  @inline(__always)
  private func convert<Value>(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Value>,
    _ value: (Double, Int) -> Value
  ) {
    values.withUnsafeBufferPointer { values in
      var next = destination
      for row in rows {
        precondition(row >= 0 && row < self.rows, "row \(row) of \(self.rows)")
        let first = Int(row) * columns
        for column in 0..<columns { next[column] = value(values[first + column], column) }
        next += columns
      }
    }
  }
}

extension FeatureSource {
  /// Decimals of a table rounded to Float32, in the order of their rows; other sources as they are.
  var withoutDecimals: any FeatureSource {
    switch self {
    case let table as DecimalColumns: table.rounded
    case let joined as SelectedRows:
      SelectedRows(features: joined.features.withoutDecimals, order: joined.order)
    default: self
    }
  }
}
