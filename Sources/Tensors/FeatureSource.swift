import CKernels

/// Rows a batch can be gathered from: an in-memory tensor, a memory-mapped array, a standardised view
/// of either.
public protocol FeatureSource: Sendable {
  var rows: Int { get }
  var columns: Int { get }
  /// Private memory these features hold. Pages of a mapped file come from the disk and go again when
  /// memory is short: they do not count.
  var memoryBytes: Int { get }

  /// Writes the rows numbered `rows` one after the other into `destination`.
  ///
  /// Called once a training step: it allocates nothing.
  /// - Parameters:
  ///   - rows: each in 0 ..< `self.rows`; repeats are allowed.
  ///   - destination: room for `rows.count × columns` floats.
  func gather(_ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>)
}

extension FeatureSource {
  /// The rows numbered `rows`, in that order, as a tensor of their own.
  public func tensor(rows: [Int]) -> Tensor {
    let numbers = rows.map(Int32.init)
    let values = [Float](unsafeUninitializedCapacity: rows.count * columns) { buffer, count in
      if let base = buffer.baseAddress, !rows.isEmpty {
        numbers.withUnsafeBufferPointer { gather($0, into: base) }
      }
      count = rows.count * columns
    }
    return Tensor(rows: rows.count, columns: columns, values: values)
  }

  /// All rows.
  public func tensor() -> Tensor {
    tensor(rows: Array(0..<rows))
  }
}

/// Copies the rows numbered `rows` of a matrix of Float32 that lies in memory, or in a mapped file, one
/// after the other into `destination`, the rows to come fetched ahead.
/// - Parameters:
///   - rows: each within the matrix; not checked.
///   - matrix: rows of `columns` floats one after the other.
public func gatherRows(
  _ rows: UnsafeBufferPointer<Int32>, of matrix: UnsafePointer<Float>, columns: Int,
  into destination: UnsafeMutablePointer<Float>
) {
  guard let first = rows.baseAddress, columns > 0 else { return }
  retort_gather(destination, matrix, first, rows.count, columns)
}
