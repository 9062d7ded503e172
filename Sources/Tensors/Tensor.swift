/// A dense matrix of Float32, row-major: the value that crosses the border of the engine.
///
/// Inside a training step there are no tensors, only slots of one arena; see `Arena`.
public struct Tensor: Sendable, Hashable {
  public let rows: Int
  public let columns: Int
  /// `[rows × columns]`, row after row.
  public var values: [Float]

  public init(rows: Int, columns: Int, values: [Float]) {
    precondition(
      values.count == rows * columns,
      "a \(rows)×\(columns) tensor needs \(rows * columns) values and was given \(values.count)")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  public static func zeros(rows: Int, columns: Int) -> Tensor {
    Tensor(rows: rows, columns: columns, values: [Float](repeating: 0, count: rows * columns))
  }

  public subscript(row: Int, column: Int) -> Float {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }
}

extension Tensor: FeatureSource {
  public var memoryBytes: Int { values.count * MemoryLayout<Float>.stride }

  public func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    guard columns > 0 else { return }
    values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else {
        precondition(rows.isEmpty, "rows of an empty tensor")
        return
      }
      precondition(
        rows.allSatisfy { $0 >= 0 && $0 < self.rows }, "a row outside a tensor of \(self.rows) rows"
      )
      gatherRows(rows, of: base, columns: columns, into: destination)
    }
  }
}
