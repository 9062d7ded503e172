/// Features that may hold more digits than Float32: float64 and wide integers of a file, decimals of a
/// table.
///
/// A Float32 keeps 24 bits, so that near 1.6 · 10⁹ (Unix times) its neighbours lie 128 apart. Whatever is
/// a difference of such values (a centred column, a comparison of two rows) is taken here in Double, and
/// only the result is rounded:
///
///     z = Float((x − mean) · (1 / scale))
///
/// where `FeatureSource.gather` alone would give (Float(x) − mean) / scale.
public protocol DoublePrecisionSource: FeatureSource {
  /// Whether some values may be no Float32.
  var exceedsSinglePrecision: Bool { get }

  /// Writes the rows numbered `rows` one after the other into `destination`, as the file has them.
  ///
  /// - Parameter destination: room for `rows.count × columns` doubles.
  func gather(_ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Double>)

  /// Writes (x − mean) · inverse of the rows numbered `rows`, worked out in Double.
  ///
  /// Called once a training step: it allocates nothing.
  /// - Parameters:
  ///   - mean: one a column.
  ///   - inverse: one a column: 1 / scale.
  ///   - destination: room for `rows.count × columns` floats.
  func gather(
    _ rows: UnsafeBufferPointer<Int32>, mean: UnsafePointer<Double>,
    inverse: UnsafePointer<Double>, into destination: UnsafeMutablePointer<Float>)
}

extension FeatureSource {
  /// Itself, where it may hold more digits than Float32.
  public var inDoublePrecision: (any DoublePrecisionSource)? {
    guard let source = self as? any DoublePrecisionSource else { return nil }
    return source.exceedsSinglePrecision ? source : nil
  }

  /// The rows numbered `rows` with every digit the source has, `[rows × columns]`, row after row.
  public func doubles(rows: [Int]) -> [Double] {
    guard let source = inDoublePrecision else { return tensor(rows: rows).values.map(Double.init) }
    let numbers = rows.map(Int32.init)
    return [Double](unsafeUninitializedCapacity: rows.count * columns) { buffer, count in
      if let base = buffer.baseAddress, !rows.isEmpty {
        numbers.withUnsafeBufferPointer { source.gather($0, into: base) }
      }
      count = rows.count * columns
    }
  }
}
