import LinearAlgebra
import Tensors

/// How well one modality is a linear function of another: the mean adjusted R² of a least-squares fit
/// on train rows.
///
///     R² = 1 − RSS/TSS · (n − 1) / (n − d − 1)
///     TSS − RSS = ‖L⁻¹ Xᵀy‖²        L·Lᵀ = XᵀX + 10⁻⁷·n·I
///
/// with d columns of the predictor X `[n, d]` and columns y of the other. The tiny ridge keeps dependent columns
/// solvable.
struct LinearDependence {
  /// Rows looked at, evenly spaced.
  private let rows: [Int]
  private let predictor: Matrix
  private let factor: Cholesky

  /// Columns of a predictor at most: the work grows with their third power.
  static let mostColumns = 1_024
  private static let mostTargets = 32
  private static let ridge = 1e-7

  /// - Returns: `nil` where there are too many columns, fewer than two train rows a column, or numbers too far
  ///   apart in size to be solved for.
  init?(predictor features: any FeatureSource, train: [Int]) {
    let columns = features.columns
    guard columns <= Self.mostColumns, train.count >= 2 * columns + 8 else { return nil }
    let wanted = min(train.count, max(2 * columns + 8, 512))
    rows = (0..<wanted).map { train[$0 * train.count / wanted] }
    predictor = Self.standardised(features, rows: rows)
    var gram = predictor.gram
    for index in 0..<columns { gram[index, index] += Self.ridge * Double(rows.count) }
    guard let factor = try? Cholesky(gram) else { return nil }
    self.factor = factor
  }

  /// - Returns: `nil` if every column of `target` is constant.
  func explained(_ target: any FeatureSource) -> Double? {
    let values = Self.standardised(target, rows: rows)
    let chosen = min(target.columns, Self.mostTargets)
    let columns = (0..<chosen).map { values.column($0 * target.columns / chosen) }
    let projections = factor.solvingLower(predictor.transposedTimes(Matrix(columns: columns)))
    let n = rows.count
    var sum = 0.0
    var count = 0
    for (index, y) in columns.enumerated() {
      let total = y.reduce(0) { $0 + $1 * $1 }
      guard total > 0 else { continue }
      let explained = projections.column(index).reduce(0) { $0 + $1 * $1 }
      let residual = max(0, 1 - explained / total)
      sum += 1 - residual * Double(n - 1) / Double(n - predictor.columns - 1)
      count += 1
    }
    return count == 0 ? nil : max(0, sum / Double(count))
  }

  /// Columns of mean 0 and variance 1; constant columns become 0.
  private static func standardised(_ features: any FeatureSource, rows: [Int]) -> Matrix {
    var values = features.doubles(rows: rows)
    let moments = Moments(values, columns: features.columns)
    for index in values.indices {
      let column = index % features.columns
      let deviation = moments.deviation[column]
      let value = (values[index] - moments.mean[column]) / (deviation > 0 ? deviation : 1)
      values[index] = abs(value) < 1e-12 ? 0 : value
    }
    return Matrix(rows: rows.count, columns: features.columns, values: values)
  }
}
