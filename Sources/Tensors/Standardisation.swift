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

  /// Measures the columns of `rows` in Double, in two passes.
  public static func fitted(to features: any FeatureSource, rows: [Int]) -> Standardisation {
    let columns = features.columns
    var sum = [Double](repeating: 0, count: columns)
    var low = [Float](repeating: .infinity, count: columns)
    var high = [Float](repeating: -.infinity, count: columns)
    forEachValue(of: features, rows: rows) { column, value in
      sum[column] += Double(value)
      low[column] = min(low[column], value)
      high[column] = max(high[column], value)
    }
    let mean = sum.map { rows.isEmpty ? 0 : $0 / Double(rows.count) }

    var squares = [Double](repeating: 0, count: columns)
    forEachValue(of: features, rows: rows) { column, value in
      let difference = Double(value) - mean[column]
      squares[column] += difference * difference
    }
    let scale = (0..<columns).map { column in
      // Compared by value: the rounded mean of a constant column may leave a tiny variance.
      low[column] < high[column] ? (squares[column] / Double(rows.count)).squareRoot() : 1
    }
    return Standardisation(mean: mean, scale: scale)
  }

  /// The same rows, standardised whenever they are gathered.
  public func callAsFunction(_ features: any FeatureSource) -> any FeatureSource {
    StandardisedFeatures(features, self)
  }

  private static func forEachValue(
    of features: any FeatureSource, rows: [Int], _ body: (Int, Float) -> Void
  ) {
    let chunk = 256
    for start in stride(from: 0, to: rows.count, by: chunk) {
      let part = features.tensor(rows: Array(rows[start..<min(start + chunk, rows.count)]))
      for row in 0..<part.rows {
        for column in 0..<part.columns { body(column, part[row, column]) }
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
    precondition(
      features.columns == standardisation.mean.count,
      """
      a standardisation of \(standardisation.mean.count) columns was applied to features of \
      \(features.columns)
      """)
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
