import LinearAlgebra
import Testing

@Suite("Eigenvalues of a symmetric matrix") struct SymmetricEigenTests {
  @Test("of [[2, 1], [1, 2]] are 3 and 1, along the diagonals")
  func byHand() throws {
    let eigen = try SymmetricEigen(Matrix(rows: 2, columns: 2, values: [2, 1, 1, 2]))
    #expect(abs(eigen.values[0] - 3) < 1e-14)
    #expect(abs(eigen.values[1] - 1) < 1e-14)
    let half = 0.5.squareRoot()
    #expect(abs(eigen.vectors[0, 0] - half) < 1e-14)
    #expect(abs(eigen.vectors[1, 0] - half) < 1e-14)
    #expect(abs(eigen.vectors[0, 1] + eigen.vectors[1, 1]) < 1e-14)
  }

  @Test(
    "rebuild the matrix, fall, and stand on orthonormal vectors", arguments: [1, 2, 5, 30, 120])
  func rebuilt(n: Int) throws {
    let a = RandomMatrix.symmetric(n)
    let eigen = try SymmetricEigen(a)
    let rebuilt = eigen.vectors.times(.diagonal(eigen.values)).times(eigen.vectors.transposed)
    #expect(rebuilt.distance(to: a) < 1e-12 * Double(n))
    #expect(eigen.vectors.gram.distance(to: .identity(n)) < 1e-13 * Double(n))
    #expect(eigen.values == eigen.values.sorted(by: >))
    let alone = try SymmetricEigen.values(of: a)
    #expect(zip(alone, eigen.values).allSatisfy { abs($0 - $1) < 1e-12 * Double(n) })
  }

  @Test("have vectors whose largest entry is positive")
  func signs() throws {
    let vectors = try SymmetricEigen(RandomMatrix.symmetric(12)).vectors
    for column in 0..<12 {
      let largest = vectors.column(column).max { abs($0) < abs($1) }
      #expect(try #require(largest) > 0)
    }
  }

  @Test("read the lower triangle alone")
  func triangle() throws {
    var a = RandomMatrix.symmetric(4)
    let expected = try SymmetricEigen.values(of: a)
    a[0, 3] = 1_000
    #expect(try SymmetricEigen.values(of: a) == expected)
  }

  @Test("of numbers that are not finite are refused with the place")
  func notFinite() {
    var a = RandomMatrix.symmetric(3)
    a[2, 1] = .nan
    #expect(throws: LinearAlgebraError.notFinite(row: 2, column: 1)) { try SymmetricEigen(a) }
  }

  @Test("of nothing are none")
  func empty() throws {
    #expect(try SymmetricEigen(Matrix.zeros(rows: 0, columns: 0)).values.isEmpty)
  }
}
