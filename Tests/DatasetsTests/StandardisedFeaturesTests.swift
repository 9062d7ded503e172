import Tensors
import Testing

@testable import Datasets

@Suite("Standardising in Double") struct StandardisedFeaturesTests {
  /// Whole numbers 0 … 96, shuffled.
  private let whole = (0..<97).map { Double(($0 * 37) % 97) }

  private func table(_ columns: [[Double]]) -> DecimalColumns {
    DecimalColumns(
      rows: columns[0].count, columns: columns.count,
      values: columns[0].indices.flatMap { row in columns.map { $0[row] } })
  }

  private func standardised(_ features: any FeatureSource) -> (Standardisation, [Float]) {
    let fit = Standardisation.fitted(to: features, rows: Array(0..<features.rows))
    return (fit, fit(features).tensor().values)
  }

  @Test(
    "gives the same bits wherever whole numbers lie: centring is exact",
    arguments: [0x1p26, 1.6e9, -0x1p40, 1e12] as [Double])
  func shifted(_ offset: Double) {
    let (near, nearValues) = standardised(table([whole]))
    let (far, farValues) = standardised(table([whole.map { $0 + offset }]))
    #expect(!near.needsDoublePrecision && far.needsDoublePrecision)
    #expect(abs(far.mean[0] - offset - near.mean[0]) < 1e-3)
    let largest = zip(nearValues, farValues).map { abs($0 - $1) }.max() ?? .infinity
    #expect(largest < 2e-5, "what Float32 would lose is a hundred times as much")
    let rounded = table([whole.map { Double(Float($0 + offset)) }])
    let lost = zip(nearValues, standardised(rounded).1).map { abs($0 - $1) }.max() ?? 0
    #expect(lost > 20 * largest)
  }

  @Test("meets mean and deviation computed apart")
  func moments() {
    let (fit, values) = standardised(table([whole.map { $0 + 1.6e9 }]))
    // 0 … n − 1: mean (n − 1)/2, variance (n² − 1)/12.
    #expect(fit.mean == [1.6e9 + 48])
    #expect(abs(fit.scale[0] - (9_408.0 / 12).squareRoot()) < 1e-9)
    #expect(abs(values[0] + 48 / Float((9_408.0 / 12).squareRoot())) < 1e-6)
  }

  @Test("finds the spread of a column that is one number in Float32")
  func oneFloat() {
    let column = whole.map { 1.6e9 + $0 / 97 }
    #expect(Set(column.map { Float($0) }).count == 1)
    let (fit, values) = standardised(table([column]))
    #expect(fit.scale[0] < 0.3 && Set(values).count == 97)
    let (constant, zeros) = standardised(table([column.map { _ in 1.6e9 }]))
    #expect(constant.scale == [1] && zeros.allSatisfy { $0 == 0 })
  }

  @Test("of columns near zero and far from it serves both")
  func together() {
    let (near, _) = standardised(table([whole]))
    let (fit, values) = standardised(table([whole, whole.map { $0 + 1.6e9 }]))
    #expect(abs(fit.mean[0] - near.mean[0]) < 1e-12)
    let pairs = stride(from: 0, to: values.count, by: 2).map { (values[$0], values[$0 + 1]) }
    #expect(pairs.allSatisfy { abs($0.0 - $0.1) < 1e-6 })
  }

  @Test("joined by id gives the rows of the file in the order of the ids")
  func joined() {
    let file = table([whole.map { $0 + 1.6e9 }])
    let (fit, values) = standardised(file)
    let order = (0..<97).map { Int32(($0 * 31 + 5) % 97) }
    let joined = SelectedRows(features: file, order: order)
    #expect(fit(joined).tensor().values == order.map { values[Int($0)] })
  }
}
