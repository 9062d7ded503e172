import LinearAlgebra

/// For every row, how many other rows lie strictly closer in x, and how many in y, than its k-th nearest
/// other row lies in the larger of both distances.
///
/// Distances are of the maximum norm. The trees and the look at every pair agree to the last count; which
/// of them is asked only decides how long it takes.
public struct NeighbourCounts: Sendable, Hashable {
  public var x: [Int]
  public var y: [Int]

  init(x: [Int] = [], y: [Int] = []) {
    self.x = x
    self.y = y
  }

  /// Rows that share their number k of neighbours.
  public struct Group: Sendable, Hashable {
    public let rows: Range<Int>
    public let neighbours: Int

    public init(rows: Range<Int>, neighbours: Int) {
      self.rows = rows
      self.neighbours = neighbours
    }
  }

  /// - Parameters:
  ///   - x: `[rows, features]`, finite.
  ///   - y: `[rows, features]`, same rows as `x`.
  ///   - neighbours: k, 1 ..< rows.
  init(_ x: Matrix, _ y: Matrix, neighbours: Int) {
    self =
      Self.isTreeSlower(rows: x.rows, dimension: x.columns + y.columns)
      ? .byEveryPair(x, y, of: [Group(rows: 0..<x.rows, neighbours: neighbours)])
      : .byTree(x, y, neighbours: neighbours)
  }

  /// Whether a look at every pair takes less time than the trees.
  ///
  /// Trees skip the more rows the more there are, and the fewer the more dimensions they have. With normal
  /// variables both take as long at about 200 D³ rows, D the dimension of the joint space; see
  /// `docs/performance.md`.
  static func isTreeSlower(rows: Int, dimension: Int) -> Bool {
    let edge = Double(dimension)
    return Double(rows) <= 200 * edge * edge * edge
  }

  /// Asks a k-d tree of each space; parameters as above.
  public static func byTree(_ x: Matrix, _ y: Matrix, neighbours: Int) -> NeighbourCounts {
    let joint = NeighbourSearch(maximumOf: x, y)
    let nearX = NeighbourSearch(x)
    let nearY = NeighbourSearch(y)
    var counts = NeighbourCounts()
    for row in 0..<x.rows {
      let radius = joint.distance(ofNeighbour: neighbours, from: row)
      // Strictly closer: a row at exactly the radius is the neighbour itself.
      counts.x.append(nearX.count(closerThan: radius, to: row))
      counts.y.append(nearY.count(closerThan: radius, to: row))
    }
    return counts
  }
}
