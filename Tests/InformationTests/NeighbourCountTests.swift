import LinearAlgebra
import Randomness
import Testing

@testable import Information

@Suite("Counts of neighbours") struct NeighbourCountTests {
  /// Normal numbers, rounded to a tenth: many equal distances, some equal rows.
  func points(_ rows: Int, _ dimension: Int, _ stream: inout RandomStream) -> Matrix {
    Matrix(
      rows: rows, columns: dimension,
      values: (0..<rows * dimension).map { _ in (stream.normal() * 10).rounded() / 10 })
  }

  func byEveryPair(_ x: Matrix, _ y: Matrix, neighbours: Int) -> NeighbourCounts {
    .byEveryPair(x, y, of: [NeighbourCounts.Group(rows: 0..<x.rows, neighbours: neighbours)])
  }

  /// Columns of x, columns of y.
  static let dimensions = [(1, 1), (1, 2), (3, 1), (4, 5), (16, 16)]

  /// One panel of 8 rows, a block of 256, and what lies beside them.
  static let rows = [2, 3, 7, 8, 9, 16, 33, 255, 256, 257, 300, 521]

  @Test("are the same by tree and by every pair, ties and copies included", arguments: dimensions)
  func same(dimension: (x: Int, y: Int)) {
    for rows in Self.rows {
      var stream = RandomStream(seed: rows, role: .design, purpose: .noise)
      let x = points(rows, dimension.x, &stream)
      let y = points(rows, dimension.y, &stream)
      for neighbours in Set([1, 3, 40, rows - 1]).filter({ $0 < rows }) {
        #expect(
          byEveryPair(x, y, neighbours: neighbours)
            == NeighbourCounts.byTree(x, y, neighbours: neighbours),
          "\(rows) rows, \(neighbours) neighbours")
      }
    }
  }

  @Test("are those of the double loop")
  func doubleLoop() {
    var stream = RandomStream(seed: 5, role: .design, purpose: .noise)
    let x = points(100, 2, &stream)
    let y = points(100, 3, &stream)
    let counts = byEveryPair(x, y, neighbours: 4)
    func distance(_ points: Matrix, _ row: Int, _ other: Int) -> Double {
      (0..<points.columns).map { abs(points[row, $0] - points[other, $0]) }.max() ?? 0
    }
    for row in 0..<100 {
      let others = (0..<100).filter { $0 != row }
      let joint = others.map { max(distance(x, row, $0), distance(y, row, $0)) }.sorted()
      #expect(counts.x[row] == others.count { distance(x, row, $0) < joint[3] })
      #expect(counts.y[row] == others.count { distance(y, row, $0) < joint[3] })
    }
  }

  @Test(
    "do not need a row's neighbours to be asked for", arguments: [0..<1, 3..<4, 5..<23, 37..<40])
  func someRows(rows: Range<Int>) {
    var stream = RandomStream(seed: 6, role: .design, purpose: .noise)
    let x = points(40, 3, &stream)
    let y = points(40, 1, &stream)
    let all = byEveryPair(x, y, neighbours: 3)
    let some = NeighbourCounts.byEveryPair(
      x, y, of: [NeighbourCounts.Group(rows: rows, neighbours: 3)])
    #expect(some.x == Array(all.x[rows]))
    #expect(some.y == Array(all.y[rows]))
  }

  @Test("bear rows that are all alike, and distances beyond all numbers")
  func extremes() {
    let same = Matrix(rows: 30, columns: 2, values: [Double](repeating: 3, count: 60))
    #expect(byEveryPair(same, same, neighbours: 29).x == [Int](repeating: 0, count: 30))
    let huge = Matrix(column: (0..<20).map { $0.isMultiple(of: 2) ? 1.7e308 : -1.7e308 })
    for neighbours in [5, 15] {
      #expect(
        byEveryPair(huge, huge, neighbours: neighbours)
          == NeighbourCounts.byTree(huge, huge, neighbours: neighbours))
    }
  }

  @Test(
    "within classes are the same by tree and by every pair",
    arguments: [[2, 2], [3, 40, 2], [9, 7, 8, 100], [300, 250]])
  func classes(sizes: [Int]) throws {
    var stream = RandomStream(seed: sizes.count, role: .design, purpose: .noise)
    for dimension in [1, 3, 9] {
      let points = points(sizes.reduce(0, +), dimension, &stream)
      var groups: [NeighbourCounts.Group] = []
      for size in sizes {
        let start = groups.last?.rows.upperBound ?? 0
        groups.append(
          NeighbourCounts.Group(rows: start..<start + size, neighbours: min(5, size - 1)))
      }
      #expect(
        NeighbourCounts.withinClassesByEveryPair(points, groups)
          == NeighbourCounts.withinClassesByTree(points, groups))
    }
  }

  @Test("within classes are left to the tree where no number is wide enough to part the classes")
  func tooWide() {
    let points = Matrix(column: [-1e308, 1e308, 0, 1])
    let groups = [0..<2, 2..<4].map { NeighbourCounts.Group(rows: $0, neighbours: 1) }
    #expect(NeighbourCounts.withinClassesByEveryPair(points, groups) == nil)
    #expect(NeighbourCounts.withinClasses(points, groups).count == 4)
  }

  @Test("are taken from every pair where rows are few or dimensions many")
  func rule() {
    #expect(NeighbourCounts.isTreeSlower(rows: 1_000, dimension: 2))
    #expect(!NeighbourCounts.isTreeSlower(rows: 10_000, dimension: 2))
    #expect(NeighbourCounts.isTreeSlower(rows: 10_000, dimension: 4))
    #expect(!NeighbourCounts.isTreeSlower(rows: 50_000, dimension: 4))
    #expect(NeighbourCounts.isTreeSlower(rows: 50_000, dimension: 32))
  }
}
