import Tensors

/// Rows of another source in another order: a modality joined by id, or one that lacks rows.
struct SelectedRows: DoublePrecisionSource {
  let features: any FeatureSource
  /// For each row of this source, its row in `features`; −1 where there is none: such a row is NaN in every
  /// column, so that whoever reads it by mistake is noticed.
  let order: [Int32]
  private let precise: (any DoublePrecisionSource)?

  init(features: any FeatureSource, order: [Int32]) {
    self.features = features
    self.order = order
    precise = features.inDoublePrecision
  }

  var rows: Int { order.count }
  var columns: Int { features.columns }
  var memoryBytes: Int { features.memoryBytes + order.count * MemoryLayout<Int32>.stride }
  var exceedsSinglePrecision: Bool { precise != nil }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    forEachRow(rows, of: destination) { row, next in features.gather(row, into: next) }
  }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Double>
  ) {
    forEachRow(rows, of: destination) { row, next in precise?.gather(row, into: next) }
  }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, mean: UnsafePointer<Double>,
    inverse: UnsafePointer<Double>, into destination: UnsafeMutablePointer<Float>
  ) {
    forEachRow(rows, of: destination) { row, next in
      precise?.gather(row, mean: mean, inverse: inverse, into: next)
    }
  }

  /// One row at a time: a buffer of row numbers would be an allocation in every step.
  private func forEachRow<Value: BinaryFloatingPoint>(
    _ rows: UnsafeBufferPointer<Int32>, of destination: UnsafeMutablePointer<Value>,
    _ body: (UnsafeBufferPointer<Int32>, UnsafeMutablePointer<Value>) -> Void
  ) {
    order.withUnsafeBufferPointer { order in
      var next = destination
      for row in rows {
        let place = Int(row)
        precondition(order.indices.contains(place), "row \(row) of \(order.count) joined rows")
        if order[place] < 0 {
          for column in 0..<columns { next[column] = .nan }
        } else {
          body(UnsafeBufferPointer(rebasing: order[place...place]), next)
        }
        next += columns
      }
    }
  }
}
