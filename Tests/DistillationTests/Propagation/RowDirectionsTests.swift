import LinearAlgebra
import Randomness
import Tensors
import Testing

@testable import Distillation

@Suite("Directions of rows") struct RowDirectionsTests {
  private func rows(_ rows: [[Double]]) -> RowDirections {
    RowDirections(
      Matrix(rows: rows.count, columns: rows.first?.count ?? 0, values: rows.flatMap { $0 }))
  }

  private func noise(rows: Int, columns: Int) -> Matrix {
    var stream = RandomStream(key: 21)
    return Matrix(
      rows: rows, columns: columns, values: (0..<rows * columns).map { _ in stream.normal() })
  }

  @Test("are centred by their mean and of length 1")
  func directions() {
    let unit = rows([[1, 2], [5, 2], [3, 5], [3, -1]])
    #expect(unit.values.values == [-1, 0, 1, 0, 0, 1, 0, -1])
  }

  @Test("a row at the mean stays zero, also where rounding moved the mean a little")
  func zero() {
    // Six tenths do not add up to 0.6 in Double.
    let unit = rows([[0.1], [0.1], [0.1], [0.1], [0.1], [0.1]])
    #expect(unit.values.values.allSatisfy { $0 == 0 })
    let middle = rows([[0.1, 7], [0.2, 7], [0.3, 7]])
    #expect(middle.values.values == [-1, 0, 0, 0, 1, 0])
  }

  @Test("sees other rows from its own mean")
  func others() {
    let unit = rows([[1, 2], [5, 2], [3, 5], [3, -1]])
    let other = unit.directions(of: Matrix(rows: 2, columns: 2, values: [6, 6, 3, 2]))
    #expect(other.values == [0.6, 0.8, 0, 0])
  }

  @Test("finds what brute force finds")
  func bruteForce() {
    let unit = RowDirections(noise(rows: 300, columns: 7))
    let found = unit.nearest(4, to: unit.values, excluding: Array(0..<300))
    for row in 0..<300 {
      let all = (0..<300).filter { $0 != row }.map { other in
        (
          other,
          (0..<7).reduce(0.0) { $0 + unit.values[row, $1] * unit.values[other, $1] }
        )
      }
      let expected = all.sorted { $0.1 > $1.1 }.prefix(4)
      #expect(found[row].map(\.row) == expected.map(\.0))
      for (neighbour, plain) in zip(found[row], expected) {
        #expect(abs(neighbour.cosine - plain.1) < 1e-14)
      }
    }
  }

  @Test("orders equal rows by their numbers, and none is its own neighbour")
  func ties() {
    let unit = rows([[1, 0], [1, 0], [-1, 0], [1, 0], [-1, 0], [1, 0]])
    let found = unit.nearest(2, to: unit.values, excluding: Array(0..<6))
    #expect(found.map { $0.map(\.row) } == [[1, 3], [0, 3], [4], [0, 1], [2], [0, 1]])
  }

  @Test("leaves out rows at a right angle or beyond, and everything around a row at the mean")
  func rightAngle() {
    let unit = rows([[1, 0], [-1, 0], [0, 1], [0, -1], [0, 0], [2, 0], [-2, 0]])
    let found = unit.nearest(10, to: unit.values, excluding: Array(0..<7))
    #expect(found.map { $0.map(\.row) } == [[5], [6], [], [], [], [0], [1]])
  }

  @Test("takes a right angle for one that rounding made a little less")
  func roundedRightAngle() {
    // (k, 2k, 3k) · (3, 3, −3) = 0, for some k but for 10⁻¹⁷ after rounding to unit length.
    for k in 1...40 {
      let tenth = 0.1 * Double(k)
      let long = [tenth, 2 * tenth, 3 * tenth]
      let unit = rows([long, [3, 3, -3], long.map { -$0 }, [-3, -3, 3]])
      let found = unit.nearest(3, to: unit.values, excluding: Array(0..<4))
      #expect(found.allSatisfy { $0.isEmpty })
    }
  }

  @Test("a query's answer has the same bits alone and among others, and from either side")
  func alone() {
    let unit = RowDirections(noise(rows: 530, columns: 33))
    let together = unit.nearest(10, to: unit.values)
    for row in [0, 3, 255, 256, 511, 529] {
      #expect(unit.nearest(10, to: unit.values.rows([row])) == [together[row]])
    }
    for row in 0..<530 {
      for neighbour in together[row] {
        if let back = together[neighbour.row].first(where: { $0.row == row }) {
          #expect(back.cosine == neighbour.cosine)
        }
      }
    }
  }
}
