import LinearAlgebra
import Testing

@Suite("Singular values") struct SingularValuesTests {
  @Test("of [[3, 0], [0, −2], [0, 0]] are 3 and 2")
  func byHand() throws {
    let svd = try SingularValues(Matrix(rows: 3, columns: 2, values: [3, 0, 0, -2, 0, 0]))
    #expect(zip(svd.values, [3, 2]).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(abs(svd.left[0, 0] - 1) < 1e-14)
    #expect(abs(svd.left[1, 1] - 1) < 1e-14)
    #expect(abs(svd.right[1, 1] + 1) < 1e-14)
  }

  @Test(
    "rebuild the matrix from thin factors, tall and wide",
    arguments: [(1, 1), (7, 3), (3, 7), (60, 40), (40, 60), (200, 1)])
  func rebuilt(rows: Int, columns: Int) throws {
    let a = RandomMatrix.normal(rows, columns)
    let svd = try SingularValues(a)
    let k = min(rows, columns)
    #expect(svd.left.rows == rows && svd.left.columns == k)
    #expect(svd.right.rows == columns && svd.right.columns == k)
    let rebuilt = svd.left.times(.diagonal(svd.values)).times(svd.right.transposed)
    #expect(rebuilt.distance(to: a) < 1e-12)
    #expect(svd.left.gram.distance(to: .identity(k)) < 1e-12)
    #expect(svd.right.gram.distance(to: .identity(k)) < 1e-12)
    #expect(svd.values == svd.values.sorted(by: >))
  }

  @Test("squared are the eigenvalues of AᵀA")
  func squares() throws {
    let a = RandomMatrix.normal(30, 6)
    let squares = try SingularValues(a).values.map { $0 * $0 }
    let eigenvalues = try SymmetricEigen.values(of: a.gram)
    #expect(zip(squares, eigenvalues).allSatisfy { abs($0 - $1) < 1e-11 * $1 })
  }

  @Test("of numbers that are not finite are refused with the place")
  func notFinite() {
    var a = RandomMatrix.normal(3, 2)
    a[1, 1] = .infinity
    #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 1)) { try SingularValues(a) }
  }

  @Test("of nothing are none")
  func empty() throws {
    #expect(try SingularValues(Matrix.zeros(rows: 4, columns: 0)).values.isEmpty)
  }
}
