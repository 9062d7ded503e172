import LinearAlgebra
import Testing

@Suite("A matrix") struct MatrixTests {
  private let a = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])

  @Test("lies row after row")
  func layout() {
    #expect(a[0, 2] == 3)
    #expect(a[1, 0] == 4)
    #expect(a.column(1) == [2, 5])
    #expect(Matrix(columns: [[1, 4], [2, 5], [3, 6]]) == a)
    #expect(Matrix(column: [7, 8]).columns == 1)
  }

  @Test("gives rows in the order they are asked for, as often as they are")
  func rows() {
    #expect(a.rows([1, 0, 1]).values == [4, 5, 6, 1, 2, 3, 4, 5, 6])
    #expect(a.rows([]).rows == 0)
    #expect(a.columns(1..<3).values == [2, 3, 5, 6])
    #expect(a.columns(1..<1).rows == 2)
  }

  @Test("stands beside another of as many rows")
  func beside() {
    #expect(a.beside(Matrix(column: [9, 8])).values == [1, 2, 3, 9, 4, 5, 6, 8])
  }

  @Test("is itself when transposed twice")
  func transposed() {
    #expect(a.transposed.values == [1, 4, 2, 5, 3, 6])
    #expect(a.transposed.transposed == a)
  }
}

@Suite("Products") struct MatrixProductTests {
  @Test(
    "are those of their definition",
    arguments: [(1, 1, 1), (2, 3, 4), (17, 5, 9), (64, 70, 33), (3, 200, 2)])
  func definition(rows: Int, inner: Int, columns: Int) {
    let a = RandomMatrix.normal(rows, inner, seed: 3)
    let b = RandomMatrix.normal(inner, columns, seed: 4)
    #expect(a.times(b).distance(to: a.naiveProduct(b)) < 1e-12)
    #expect(a.transposed.transposedTimes(b).distance(to: a.naiveProduct(b)) < 1e-12)
  }

  @Test("of a matrix with itself are symmetric to the bit", arguments: [1, 6, 65])
  func gram(columns: Int) {
    let a = RandomMatrix.normal(40, columns)
    #expect(a.gram == a.gram.transposed)
    #expect(a.gram.distance(to: a.transposed.naiveProduct(a)) < 1e-12)
  }

  @Test("with nothing between them are zero")
  func empty() {
    let none = Matrix.zeros(rows: 2, columns: 0).times(Matrix.zeros(rows: 0, columns: 3))
    #expect(none == Matrix.zeros(rows: 2, columns: 3))
    #expect(Matrix.zeros(rows: 0, columns: 2).gram == Matrix.zeros(rows: 2, columns: 2))
  }

  @Test("have the same bits again")
  func repeated() {
    let a = RandomMatrix.normal(150, 90)
    let first = a.gram
    for _ in 0..<5 { #expect(a.gram == first) }
  }
}

@Suite("Moments of columns") struct MatrixMomentTests {
  @Test("covariance is Σ (x − x̄)(y − ȳ) / (n − 1)")
  func covariance() {
    let x = Matrix(rows: 4, columns: 2, values: [1, 2, 2, 4, 3, 5, 6, 9])
    // Means 3 and 5; deviations −2 −1 0 3 and −3 −1 0 4.
    #expect(x.columnMeans == [3, 5])
    let expected = [14.0 / 3, 19.0 / 3, 19.0 / 3, 26.0 / 3]
    #expect(zip(x.covariance.values, expected).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  @Test("a mean a million times the deviation costs no digit of it")
  func large() {
    let plain = RandomMatrix.normal(200, 2)
    let shifted = plain.subtracting([-1e6, 1e6])
    #expect(shifted.covariance.distance(to: plain.covariance) < 1e-8)
  }

  @Test("standardised columns have mean 0 and variance 1 over N; a constant one is 0")
  func standardised() {
    let x = RandomMatrix.normal(50, 2).beside(Matrix(column: [Double](repeating: 0.1, count: 50)))
    let z = x.standardised
    #expect(z.columnMeans.allSatisfy { abs($0) < 1e-14 })
    for column in 0..<2 {
      let square = z.column(column).reduce(0) { $0 + $1 * $1 } / 50
      #expect(abs(square - 1) < 1e-12)
    }
    #expect(z.column(2).allSatisfy { $0 == 0 })
  }

  @Test("centred within groups, every group has mean 0")
  func centred() {
    let x = Matrix(column: [1, 3, 10, 20, 30])
    #expect(x.centred(within: [0, 0, 1, 1, 1]).values == [-1, 1, -10, 0, 10])
  }
}
