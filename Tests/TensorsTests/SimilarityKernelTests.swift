import CKernels
import Foundation
import Testing

@Suite("Similarity kernels") struct SimilarityKernelTests {
  private let rows = 3

  @Test("rows get unit length; the gradient is that of finite differences", arguments: awkwardSizes)
  func unitRows(columns: Int) {
    let x = randomFloats(rows * columns)
    func formula(_ x: [Double]) -> [Double] {
      let norms = products(x, x, columns).map { $0.squareRoot() }
      return x.indices.map { x[$0] / norms[$0 / columns] }
    }
    var (y, norms) = (zeros(x.count), zeros(rows))
    retort_unit_rows(&y, &norms, x, rows, columns)
    expectClose(y, formula(doubles(x)), within: 1e-6)
    let dy = randomFloats(x.count, key: 6)
    let expected = differences(at: x, step: 1e-7) { weighted(formula($0), by: dy) }
    expectGradient(of: expected, dy, randomFloats(x.count, key: 7), within: 1e-4) {
      retort_unit_rows_gradient($0, y, norms, $1, rows, columns, $2)
    }
  }

  @Test("a row of zeros stays zero and its gradient finite")
  func zeroRow() {
    var (y, norms) = (zeros(5), zeros(1))
    retort_unit_rows(&y, &norms, zeros(5), 1, 5)
    #expect(y == zeros(5))
    var dx = zeros(5)
    retort_unit_rows_gradient(&dx, y, norms, [1, 2, 3, 4, 5], 1, 5, 0)
    #expect(dx.allSatisfy { $0.isFinite })
  }

  @Test("products and cosines of rows agree with Double", arguments: awkwardSizes)
  func rowProducts(columns: Int) {
    let a = randomFloats(rows * columns)
    let b = randomFloats(rows * columns, key: 6)
    let dy = randomFloats(rows, key: 7)
    let before = randomFloats(rows * columns, key: 8)
    var y = zeros(rows)
    retort_row_products(&y, a, b, rows, columns)
    expectClose(y, products(doubles(a), doubles(b), columns))
    var da = before
    let expected = differences(at: a) { weighted(products($0, doubles(b), columns), by: dy) }
    retort_row_products_gradient(&da, b, dy, rows, columns, 1)
    expectClose(da, sum(before, expected))
    retort_row_products_gradient(&da, b, dy, rows, columns, 0)
    expectClose(da, expected)
  }

  @Test("squared distances come from products and norms", arguments: awkwardSizes)
  func distances(columns: Int) {
    let inner = randomFloats(rows * columns)
    let a = randomFloats(rows, key: 6).map { 9 + abs($0) }
    let b = randomFloats(columns, key: 7).map { 9 + abs($0) }
    let d = randomFloats(rows * columns, key: 8)
    func formula(_ inner: [Double], _ a: [Double], _ b: [Double]) -> [Double] {
      inner.indices.map { a[$0 / columns] + b[$0 % columns] - 2 * inner[$0] }
    }
    var y = zeros(inner.count)
    retort_squared_distances(&y, inner, a, b, rows, columns)
    expectClose(y, formula(doubles(inner), doubles(a), doubles(b)), within: 1e-6)
    let (expectedA, expectedB) = (
      differences(at: a) { weighted(formula(doubles(inner), $0, doubles(b)), by: d) },
      differences(at: b) { weighted(formula(doubles(inner), doubles(a), $0), by: d) }
    )
    expectGradient(of: d.map { -2 * Double($0) }, d, inner) { dproducts, d, accumulate in
      var (da, db) = (a, b)
      retort_squared_distances_gradient(dproducts, &da, &db, d, rows, columns, accumulate)
      expectClose(da, accumulate != 0 ? sum(a, expectedA) : expectedA)
      expectClose(db, accumulate != 0 ? sum(b, expectedB) : expectedB)
    }
  }

  @Test("a distance is never negative")
  func neverNegative() {
    var y = zeros(1)
    retort_squared_distances(&y, [1.0001], [1], [1], 1, 1)
    #expect(y == [0])
  }

  @Test("the contrastive loss and its gradient agree with Double", arguments: [1, 2, 16, 17, 33])
  func contrastive(rows: Int) {
    let s = randomFloats(rows * rows)
    let temperature = 0.5
    func formula(_ s: [Double], symmetric: Bool) -> Double {
      func loss(_ s: [Double]) -> Double {
        let logs = logSoftmax(s.map { $0 / temperature }, rows)
        return -(0..<rows).reduce(0) { $0 + logs[$1 * rows + $1] } / Double(rows)
      }
      let transposed = s.indices.map { s[$0 % rows * rows + $0 / rows] }
      return symmetric ? (loss(s) + loss(transposed)) / 2 : loss(s)
    }
    var scratch = zeros(retort_contrastive_scratch(rows))
    for symmetric in [false, true] {
      let flag: Int32 = symmetric ? 1 : 0
      let expected = differences(at: s) { 3 * formula($0, symmetric: symmetric) }
      var gradient = s
      let loss = retort_contrastive(s, rows, 2, flag, 3, &gradient, 1, &scratch)
      #expect(abs(loss - formula(doubles(s), symmetric: symmetric)) < 1e-5)
      expectClose(gradient, sum(s, expected))
      _ = retort_contrastive(s, rows, 2, flag, 3, &gradient, 0, &scratch)
      expectClose(gradient, expected)
      #expect(retort_contrastive(s, rows, 2, flag, 3, nil, 0, &scratch) == loss)
    }
  }

  @Test("similarities far apart do not overflow the contrastive loss")
  func farApart() {
    var scratch = zeros(retort_contrastive_scratch(2))
    var gradient = zeros(4)
    let loss = retort_contrastive([-50, 50, 50, -50], 2, 20, 1, 1, &gradient, 0, &scratch)
    #expect(abs(loss - 2000) < 1e-2)
    #expect(gradient.allSatisfy { $0.isFinite })
  }
}

/// Σ a · b of every row.
private func products(_ a: [Double], _ b: [Double], _ columns: Int) -> [Double] {
  stride(from: 0, to: a.count, by: columns).map { start in
    (start..<start + columns).reduce(0) { $0 + a[$1] * b[$1] }
  }
}
