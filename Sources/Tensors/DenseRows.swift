import CKernels

/// Rows of Float32 that lie one after the other, whoever owns the memory: what tensors and mapped arrays
/// are gathered from.
public struct DenseRows {
  private let base: UnsafePointer<Float>
  private let rows: Int
  private let columns: Int

  /// - Parameters:
  ///   - base: `rows × columns` floats that outlive this value.
  ///   - columns: at least one.
  public init(_ base: UnsafePointer<Float>, rows: Int, columns: Int) {
    self.base = base
    self.rows = rows
    self.columns = columns
  }

  /// Copies the rows numbered `chosen`, each fetched into the cache some rows ahead of its turn.
  public func gather(
    _ chosen: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    guard let first = chosen.baseAddress else { return }
    precondition(
      chosen.allSatisfy { $0 >= 0 && $0 < rows }, "a row outside an array of \(rows) rows")
    retort_gather(destination, base, first, chosen.count, columns)
  }
}
