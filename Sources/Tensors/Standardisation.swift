import CKernels

/// Column means and scales learned on some rows (train) and applied to all: (x − mean) / scale.
public struct Standardisation: Sendable, Hashable {
  /// One a column.
  public var mean: [Double]
  /// Population standard deviation of each column; 1 where the column is constant.
  public var scale: [Double]

  public init(mean: [Double], scale: [Double]) {
    precondition(mean.count == scale.count, "\(mean.count) means and \(scale.count) scales")
    self.mean = mean
    self.scale = scale
  }

  /// Measures the columns of `rows`, in two passes.
  ///
  /// Sums are kept in Double. The values too are taken in Double where the source has more digits than
  /// Float32 and ``needsDoublePrecision`` says that they count; elsewhere rounding moves nothing.
  public static func fitted(to features: any FeatureSource, rows: [Int]) -> Standardisation {
    let rounded = fitted(columns: features.columns, rows: rows) { part in
      features.tensor(rows: part).values.map(Double.init)
    }
    // A column that is constant in Float32 need not be one.
    guard features.inDoublePrecision != nil,
      rounded.needsDoublePrecision || rounded.scale.contains(1)
    else { return rounded }
    let precise = fitted(columns: features.columns, rows: rows, values: features.doubles)
    return precise.needsDoublePrecision ? precise : rounded
  }

  private static func fitted(
    columns: Int, rows: [Int], values: ([Int]) -> [Double]
  ) -> Standardisation {
    var sum = [Double](repeating: 0, count: columns)
    var low = [Double](repeating: .infinity, count: columns)
    var high = [Double](repeating: -.infinity, count: columns)
    forEachValue(of: values, columns: columns, rows: rows) { column, value in
      sum[column] += value
      low[column] = min(low[column], value)
      high[column] = max(high[column], value)
    }
    let mean = sum.map { rows.isEmpty ? 0 : $0 / Double(rows.count) }

    var squares = [Double](repeating: 0, count: columns)
    forEachValue(of: values, columns: columns, rows: rows) { column, value in
      let difference = value - mean[column]
      squares[column] += difference * difference
    }
    let scale = (0..<columns).map { column in
      // Compared by value: the rounded mean of a constant column may leave a tiny variance.
      low[column] < high[column] ? (squares[column] / Double(rows.count)).squareRoot() : 1
    }
    return Standardisation(mean: mean, scale: scale)
  }

  /// Whether Float32 is too coarse for a column that is still to be centred and scaled: it lies far from
  /// zero, or so near that Float32 has no digits left.
  ///
  /// Rounding moves a value by at most |x| · 2⁻²⁴: with |mean| ≤ 16 · scale by a millionth of the scale.
  /// Below 2⁻¹²⁶ steps are 2⁻¹⁴⁹ however small the number is.
  public var needsDoublePrecision: Bool {
    zip(mean, scale).contains { mean, scale in
      abs(mean) > Self.farFromZero * scale || scale < Self.smallestScale
    }
  }

  private static let farFromZero = 16.0
  /// 2⁻¹⁰⁰: values of a millionth of it still are normal Float32 numbers.
  private static let smallestScale = 0x1p-100

  /// The same rows, standardised whenever they are gathered.
  public func callAsFunction(_ features: any FeatureSource) -> any FeatureSource {
    precondition(
      features.columns == mean.count,
      "a standardisation of \(mean.count) columns was applied to features of \(features.columns)")
    guard let source = features.inDoublePrecision, needsDoublePrecision else {
      return StandardisedFeatures(features, self)
    }
    return CentredFeatures(source, self)
  }

  private static func forEachValue(
    of values: ([Int]) -> [Double], columns: Int, rows: [Int], _ body: (Int, Double) -> Void
  ) {
    guard columns > 0 else { return }
    let chunk = 256
    for start in stride(from: 0, to: rows.count, by: chunk) {
      let part = values(Array(rows[start..<min(start + chunk, rows.count)]))
      for first in stride(from: 0, to: part.count, by: columns) {
        for column in 0..<columns { body(column, part[first + column]) }
      }
    }
  }
}

/// A view of features with more digits than Float32: centred and scaled in Double, then rounded.
struct CentredFeatures: FeatureSource {
  private let features: any DoublePrecisionSource
  private let mean: [Double]
  private let inverse: [Double]

  init(_ features: any DoublePrecisionSource, _ standardisation: Standardisation) {
    self.features = features
    mean = standardisation.mean
    inverse = standardisation.scale.map { 1 / $0 }
  }

  var rows: Int { features.rows }
  var columns: Int { features.columns }
  var memoryBytes: Int { features.memoryBytes }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    mean.withUnsafeBufferPointer { mean in
      inverse.withUnsafeBufferPointer { inverse in
        guard let mean = mean.baseAddress, let inverse = inverse.baseAddress else { return }
        features.gather(rows, mean: mean, inverse: inverse, into: destination)
      }
    }
  }
}

/// A view that standardises in the batch buffer, so that a mapped array stays on its disk.
struct StandardisedFeatures: FeatureSource {
  private let features: any FeatureSource
  /// The mean as a sum of two floats: subtracting both keeps the digits of columns far from zero.
  private let high: [Float]
  private let low: [Float]
  private let inverse: [Float]

  init(_ features: any FeatureSource, _ standardisation: Standardisation) {
    self.features = features
    high = standardisation.mean.map { Float($0) }
    low = zip(standardisation.mean, high).map { Float($0 - Double($1)) }
    inverse = standardisation.scale.map { Float(1 / $0) }
  }

  var rows: Int { features.rows }
  var columns: Int { features.columns }
  var memoryBytes: Int { features.memoryBytes }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    features.gather(rows, into: destination)
    high.withUnsafeBufferPointer { high in
      low.withUnsafeBufferPointer { low in
        inverse.withUnsafeBufferPointer { inverse in
          guard let high = high.baseAddress, let low = low.baseAddress,
            let inverse = inverse.baseAddress
          else { return }
          retort_standardise(destination, high, low, inverse, rows.count, columns)
        }
      }
    }
  }
}
