import Tensors

/// Rows of another source in another order: a modality joined by id.
struct SelectedRows: FeatureSource {
  let features: any FeatureSource
  /// For each row of this source, its row in `features`.
  let order: [Int32]

  var rows: Int { order.count }
  var columns: Int { features.columns }
  var memoryBytes: Int { features.memoryBytes + order.count * MemoryLayout<Int32>.stride }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    // One row at a time: a buffer of row numbers would be an allocation in every step.
    order.withUnsafeBufferPointer { order in
      var next = destination
      for row in rows {
        let place = Int(row)
        precondition(order.indices.contains(place), "row \(row) of \(order.count) joined rows")
        features.gather(UnsafeBufferPointer(rebasing: order[place...place]), into: next)
        next += columns
      }
    }
  }
}
