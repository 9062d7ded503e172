import LinearAlgebra
import Testing

@Suite("Cholesky's factor") struct CholeskyTests {
  @Test("of [[4, 2], [2, 5]] is [[2, 0], [1, 2]]")
  func byHand() throws {
    let cholesky = try Cholesky(Matrix(rows: 2, columns: 2, values: [4, 2, 2, 5]))
    #expect(cholesky.lower.values == [2, 0, 1, 2])
    #expect(abs(cholesky.logDeterminant - 2.772588722239781) < 1e-14)
  }

  @Test("times its transpose is the matrix", arguments: [1, 3, 40, 130])
  func rebuilt(n: Int) throws {
    let a = RandomMatrix.positiveDefinite(n)
    let lower = try Cholesky(a).lower
    #expect(lower.times(lower.transposed).distance(to: a) < 1e-11)
  }

  @Test("solves for several right sides at once", arguments: [(1, 1), (5, 3), (60, 7)])
  func solved(n: Int, sides: Int) throws {
    let a = RandomMatrix.positiveDefinite(n)
    let x = RandomMatrix.normal(n, sides, seed: 9)
    let cholesky = try Cholesky(a)
    #expect(cholesky.solving(a.times(x)).distance(to: x) < 1e-9)
    #expect(cholesky.solvingLower(cholesky.lower.times(x)).distance(to: x) < 1e-9)
  }

  @Test("has the logarithm of the determinant, also where the determinant itself overflows")
  func determinant() throws {
    let entries = (1...200).map { Double($0) * 1e3 }
    let expected = try SymmetricEigen.values(of: .diagonal(entries)).reduce(1.0) { $0 * $1 }
    #expect(expected == .infinity)
    // ln ∏ 1000·k = 200 ln 1000 + ln 200!
    let logDeterminant = try Cholesky(.diagonal(entries)).logDeterminant
    #expect(abs(logDeterminant - (200 * 6.907755278982137 + 863.2319871924054)) < 1e-9)
  }

  @Test("of a matrix that is not positive definite is refused with the block that is not")
  func indefinite() {
    let a = Matrix(rows: 3, columns: 3, values: [1, 0, 0, 0, 1, 2, 0, 2, 1])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(leading: 3)) { try Cholesky(a) }
    #expect(throws: LinearAlgebraError.notFinite(row: 0, column: 0)) {
      try Cholesky(Matrix(column: [.nan]))
    }
  }
}
