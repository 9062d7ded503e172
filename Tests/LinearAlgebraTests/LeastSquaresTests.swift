import LinearAlgebra
import Testing

@Suite("Least squares") struct LeastSquaresTests {
  @Test("fits a line: through (0, 1), (1, 3), (2, 4) runs 7/6 + 3/2 x")
  func line() throws {
    let a = Matrix(rows: 3, columns: 2, values: [1, 0, 1, 1, 1, 2])
    let fit = try LeastSquares(a, Matrix(column: [1, 3, 4]))
    #expect(abs(fit.solution[0, 0] - 7.0 / 6) < 1e-14)
    #expect(abs(fit.solution[1, 0] - 1.5) < 1e-14)
    #expect(fit.rank == 2)
  }

  @Test(
    "leaves residuals that are orthogonal to every column", arguments: [(50, 4, 1), (90, 30, 5)])
  func orthogonal(rows: Int, unknowns: Int, sides: Int) throws {
    let a = RandomMatrix.normal(rows, unknowns)
    let b = RandomMatrix.normal(rows, sides, seed: 2)
    let fitted = a.times(try LeastSquares(a, b).solution)
    let residuals = Matrix(
      rows: rows, columns: sides, values: zip(b.values, fitted.values).map { $0 - $1 })
    #expect(a.transposedTimes(residuals).values.allSatisfy { abs($0) < 1e-10 })
  }

  @Test("takes the shortest solution where columns repeat, and says the rank")
  func deficient() throws {
    let column = RandomMatrix.normal(20, 1)
    let fit = try LeastSquares(column.beside(column), column)
    #expect(fit.rank == 1)
    #expect(fit.solution.values.allSatisfy { abs($0 - 0.5) < 1e-12 })
  }

  @Test("takes the shortest solution where unknowns outnumber rows")
  func wide() throws {
    let fit = try LeastSquares(
      Matrix(rows: 1, columns: 4, values: [1, 1, 1, 1]), Matrix(column: [2]))
    #expect(fit.solution.values.allSatisfy { abs($0 - 0.5) < 1e-14 })
  }

  @Test("of numbers that are not finite is refused with the place")
  func notFinite() {
    #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 0)) {
      try LeastSquares(Matrix(column: [1, 2]), Matrix(column: [1, .infinity]))
    }
  }
}
