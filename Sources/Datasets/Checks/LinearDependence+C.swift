import Tensors

/// How well one modality is a linear function of another: the mean adjusted R² of a least-squares fit
/// on train rows.
///
///     R² = 1 − (1 − (1 − RSS / TSS)) · (n − 1) / (n − d − 1)   written out: 1 − RSS/TSS, adjusted
///
/// with d columns of the predictor and n rows. A tiny ridge (10⁻⁷ of the variance) keeps dependent
/// columns solvable.
struct LinearDependence {
  /// Rows looked at, evenly spaced.
  private let rows: [Int]
  private let columns: Int
  /// The Cholesky factor L of the predictor's Gram matrix, row-major, lower triangle.
  private let factor: [Double]
  private let predictor: [Double]

  /// Columns of a predictor at most: the work grows with their third power.
  static let mostColumns = 1_024
  private static let mostTargets = 32

  /// - Returns: `nil` where there are too many columns, or fewer than two train rows a column.
  init?(predictor features: any FeatureSource, train: [Int]) {
    columns = features.columns
    guard columns <= Self.mostColumns, train.count >= 2 * columns + 8 else { return nil }
    let wanted = min(train.count, max(2 * columns + 8, 512))
    rows = (0..<wanted).map { train[$0 * train.count / wanted] }
    predictor = Self.standardised(features, rows: rows)
    factor = Self.cholesky(Self.gram(predictor, rows: rows.count, columns: columns), columns)
  }

  /// - Returns: `nil` if every column of `target` is constant.
  func explained(_ target: any FeatureSource) -> Double? {
    let chosen = min(target.columns, Self.mostTargets)
    let values = Self.standardised(target, rows: rows)
    let n = rows.count
    var sum = 0.0
    var count = 0
    for index in 0..<chosen {
      let column = index * target.columns / chosen
      let y = (0..<n).map { values[$0 * target.columns + column] }
      let total = y.reduce(0) { $0 + $1 * $1 }
      guard total > 0 else { continue }
      // Explained = |L⁻¹ Xᵀy|², by forward substitution.
      var projection = [Double](repeating: 0, count: columns)
      for row in 0..<n where y[row] != 0 {
        for i in 0..<columns { projection[i] += predictor[row * columns + i] * y[row] }
      }
      var explained = 0.0
      for i in 0..<columns {
        var value = projection[i]
        for j in 0..<i { value -= factor[i * columns + j] * projection[j] }
        projection[i] = value / factor[i * columns + i]
        explained += projection[i] * projection[i]
      }
      let residual = max(0, 1 - explained / total)
      sum += 1 - residual * Double(n - 1) / Double(n - columns - 1)
      count += 1
    }
    return count == 0 ? nil : max(0, sum / Double(count))
  }

  /// Columns of mean 0 and variance 1; constant columns become 0.
  private static func standardised(_ features: any FeatureSource, rows: [Int]) -> [Double] {
    var values = features.doubles(rows: rows)
    let moments = Moments(values, columns: features.columns)
    for index in values.indices {
      let column = index % features.columns
      let deviation = moments.deviation[column]
      let value = (values[index] - moments.mean[column]) / (deviation > 0 ? deviation : 1)
      values[index] = abs(value) < 1e-12 ? 0 : value
    }
    return values
  }

  /// XᵀX, lower triangle.
  private static func gram(_ x: [Double], rows: Int, columns: Int) -> [Double] {
    var gram = [Double](repeating: 0, count: columns * columns)
    gram.withUnsafeMutableBufferPointer { gram in
      x.withUnsafeBufferPointer { x in
        for row in 0..<rows {
          let start = row * columns
          for i in 0..<columns where x[start + i] != 0 {
            let factor = x[start + i]
            for j in 0...i { gram[i * columns + j] += factor * x[start + j] }
          }
        }
      }
    }
    for i in 0..<columns { gram[i * columns + i] += 1e-7 * Double(rows) }
    return gram
  }

  /// In place, row by row: L[i][j] = (G[i][j] − Σ L[i][k] L[j][k]) / L[j][j].
  private static func cholesky(_ gram: [Double], _ columns: Int) -> [Double] {
    var factor = gram
    factor.withUnsafeMutableBufferPointer { l in
      for i in 0..<columns {
        for j in 0...i {
          var sum = l[i * columns + j]
          for k in 0..<j { sum -= l[i * columns + k] * l[j * columns + k] }
          // The ridge keeps the diagonal positive; the floor guards against rounding.
          l[i * columns + j] = i == j ? max(sum, 1e-12).squareRoot() : sum / l[j * columns + j]
        }
      }
    }
    return factor
  }
}
