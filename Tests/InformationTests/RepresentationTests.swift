import Information
import LinearAlgebra
import Randomness
import Testing

@Suite("Neighbour search") struct NeighbourSearchTests {
  /// Distances by the double loop.
  func distances(_ points: Matrix, from row: Int) -> [Double] {
    (0..<points.rows).filter { $0 != row }.map { other in
      (0..<points.columns).map { abs(points[row, $0] - points[other, $0]) }.max() ?? 0
    }
  }

  @Test("answers exactly as the double loop, ties and copies included", arguments: [1, 2, 3, 6])
  func exact(dimension: Int) {
    var stream = RandomStream(seed: dimension, role: .design, purpose: .noise)
    // Rounded to a tenth: many equal distances, some equal rows.
    let points = Matrix(
      rows: 300, columns: dimension,
      values: (0..<300 * dimension).map { _ in (stream.normal() * 10).rounded() / 10 })
    let search = NeighbourSearch(points)
    for row in stride(from: 0, to: 300, by: 7) {
      let plain = distances(points, from: row).sorted()
      for neighbour in [1, 5, 40] {
        let radius = search.distance(ofNeighbour: neighbour, from: row)
        #expect(radius == plain[neighbour - 1])
        #expect(search.count(closerThan: radius, to: row) == plain.count { $0 < radius })
      }
    }
  }

  @Test("bears rows that are all alike")
  func allEqual() {
    let search = NeighbourSearch(
      Matrix(rows: 50, columns: 2, values: [Double](repeating: 3, count: 100)))
    #expect(search.distance(ofNeighbour: 49, from: 0) == 0)
    #expect(search.count(closerThan: 1, to: 0) == 49)
    #expect(search.count(closerThan: 0, to: 0) == 0)
  }
}

@Suite("Log-odds") struct LogOddsTests {
  @Test("do not see a number added to a row")
  func nullDirection() {
    let logits = Matrix(rows: 4, columns: 3, values: [1, 2, 4, 0, 1, 0, 3, 3, 1, 0, 5, 2])
    var shifted = logits
    for row in 0..<4 {
      for column in 0..<3 { shifted[row, column] += Double(10 * row) }
    }
    let plain = LogOdds.standardised(logits)
    #expect(plain.columns == 2)
    for (left, right) in zip(plain.values, LogOdds.standardised(shifted).values) {
      #expect(abs(left - right) < 1e-12)
    }
  }

  @Test("of two classes are one standardised column; a constant column becomes 0")
  func binary() {
    let odds = LogOdds.standardised(Matrix(rows: 3, columns: 2, values: [1, 0, 3, 0, 5, 0]))
    #expect(odds.columns == 1)
    #expect(abs(odds[0, 0] + 1.5.squareRoot()) < 1e-12)
    #expect(odds[1, 0] == 0)
    let constant = LogOdds.standardised(Matrix(rows: 2, columns: 2, values: [0.1, 0.3, 0.1, 0.3]))
    #expect(constant.values == [0, 0])
  }

  @Test("hard predictions take the lower class of a tie")
  func hard() {
    let logits = Matrix(rows: 2, columns: 3, values: [1, 1, 0, 0, 1, 2])
    #expect(LogOdds.hardPredictions(logits) == [0, 2])
  }
}

@Suite("Principal directions") struct PrincipalDirectionsTests {
  @Test("rebuild the covariance, are orthonormal and fall in variance")
  func decomposition() throws {
    var stream = RandomStream(seed: 2, role: .design, purpose: .noise)
    var values: [Double] = []
    for _ in 0..<200 {
      let shared = stream.normal()
      values += [shared + stream.normal(), 2 * shared, stream.normal(), 3 * stream.normal()]
    }
    let points = Matrix(rows: 200, columns: 4, values: values)
    let principal = try PrincipalDirections(points)
    let covariance = points.covariance
    for i in 0..<4 {
      for j in 0..<4 {
        var rebuilt = 0.0
        var product = 0.0
        for k in 0..<4 {
          let left = principal.directions[i, k]
          rebuilt += left * principal.variances[k] * principal.directions[j, k]
          product += principal.directions[k, i] * principal.directions[k, j]
        }
        #expect(abs(rebuilt - covariance[i, j]) < 1e-12)
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-13)
      }
    }
    #expect(principal.variances == principal.variances.sorted(by: >))
    #expect(principal.rank == 4)
    let coordinates = principal.coordinates(points, count: 2)
    #expect(abs(coordinates.covariance[0, 0] - principal.variances[0]) < 1e-11)
    #expect(abs(coordinates.covariance[0, 1]) < 1e-11)
  }

  @Test("have their largest entry positive")
  func sign() throws {
    let points = Matrix(rows: 4, columns: 2, values: [-1, 2, 1, -2, -2, 4, 2, -4])
    let principal = try PrincipalDirections(points)
    #expect(principal.directions[1, 0] > 0)
    #expect(principal.rank == 1)
  }
}

@Suite("Strata") struct StrataTests {
  @Test("deciles are tenths by rank; equal values stay together")
  func deciles() {
    let strata = Strata(decilesOf: (0..<100).map { Double(99 - $0) })
    #expect(strata.rows.map(\.count) == [Int](repeating: 10, count: 10))
    #expect(strata.labels[0] == 9)
    #expect(Strata(decilesOf: [Double](repeating: 1, count: 80)).rows.count == 1)
  }
}
