import LinearAlgebra

/// Distances to neighbours and counts within a radius, in the maximum norm.
///
/// A k-d tree with tight boxes; points of one coordinate lie sorted instead. Every answer is exactly that
/// of the plain double loop: a box is skipped or counted whole only by comparisons that rounding cannot
/// turn.
public struct NeighbourSearch: Sendable {
  private let dimension: Int
  /// The points of one coordinate; there is no tree then.
  private let line: NeighbourLine?
  /// Coordinates in tree order, `[points, dimension]`.
  private var points: [Double]
  /// Where each row's point lies in tree order.
  private var placeOfRow: [Int]
  private var nodes: [Node] = []
  /// Corners of the nodes' boxes, `[nodes, dimension]`.
  private var low: [Double] = []
  private var high: [Double] = []

  private struct Node {
    let start: Int
    let end: Int
    /// Of the two halves; −1 in a leaf.
    var left = -1
    var right = -1
  }

  private static let leafSize = 12

  /// - Parameter points: `[rows, features]`, finite.
  public init(_ points: Matrix) {
    dimension = points.columns
    line = points.columns == 1 ? NeighbourLine(points.values) : nil
    self.points = []
    placeOfRow = [Int](repeating: 0, count: points.rows)
    guard line == nil else { return }
    var order = Array(0..<points.rows)
    if !order.isEmpty { _ = divide(0, order.count, &order, points) }
    self.points = points.rows(order).values
    for (place, row) in order.enumerated() { placeOfRow[row] = place }
  }

  /// The joint space of x and y: its norm is the larger of both distances.
  public init(maximumOf x: Matrix, _ y: Matrix) {
    self.init(x.beside(y))
  }

  public var count: Int { placeOfRow.count }

  /// The distance from a row to its k-th nearest other row.
  ///
  /// - Parameter neighbour: k, 1 ..< count.
  public func distance(ofNeighbour neighbour: Int, from row: Int) -> Double {
    precondition(neighbour >= 1 && neighbour < count, "row \(row) has \(count - 1) neighbours")
    if let line { return line.distance(ofNeighbour: neighbour, from: row) }
    // The row itself is the nearest of all, at distance 0.
    var nearest = [Double](repeating: .infinity, count: neighbour + 1)
    collect(0, placeOfRow[row] * dimension, &nearest)
    return nearest[neighbour]
  }

  /// How many other rows lie strictly closer than the radius.
  public func count(closerThan radius: Double, to row: Int) -> Int {
    guard radius > 0 else { return 0 }
    if let line { return line.count(closerThan: radius, to: row) }
    return count(0, placeOfRow[row] * dimension, closerThan: radius) - 1
  }

  /// Sorts `order[start..<end]` into a subtree and returns the number of its node.
  private mutating func divide(
    _ start: Int, _ end: Int, _ order: inout [Int], _ points: Matrix
  ) -> Int {
    let number = nodes.count
    nodes.append(Node(start: start, end: end))
    var (widest, width) = (0, 0.0)
    for axis in 0..<dimension {
      var (least, most) = (Double.infinity, -Double.infinity)
      for place in start..<end {
        let value = points[order[place], axis]
        least = min(least, value)
        most = max(most, value)
      }
      low.append(least)
      high.append(most)
      if most - least > width { (widest, width) = (axis, most - least) }
    }
    guard end - start > Self.leafSize, width > 0 else { return number }

    let least = low[number * dimension + widest]
    let most = high[number * dimension + widest]
    // Of two neighbouring numbers the middle may round to the larger: then the smaller one divides.
    let middle = least + 0.5 * width < most ? least + 0.5 * width : least
    let boundary = order[start..<end].partition { points[$0, widest] > middle }
    let left = divide(start, boundary, &order, points)
    let right = divide(boundary, end, &order, points)
    nodes[number].left = left
    nodes[number].right = right
    return number
  }

  /// The distance from a point to the nearest place of a node's box; 0 inside.
  private func distance(_ point: Int, toBox node: Int) -> Double {
    var distance = 0.0
    for axis in 0..<dimension {
      let value = points[point + axis]
      let corner = node * dimension + axis
      distance = max(distance, low[corner] - value, value - high[corner])
    }
    return distance
  }

  /// The distance from a point to the farthest place of a node's box.
  private func distance(_ point: Int, toFarEndOfBox node: Int) -> Double {
    var distance = 0.0
    for axis in 0..<dimension {
      let value = points[point + axis]
      let corner = node * dimension + axis
      distance = max(distance, value - low[corner], high[corner] - value)
    }
    return distance
  }

  private func distance(_ point: Int, to other: Int) -> Double {
    var distance = 0.0
    for axis in 0..<dimension {
      distance = max(distance, abs(points[point + axis] - points[other + axis]))
    }
    return distance
  }

  /// Keeps the smallest distances found so far, in ascending order.
  private func collect(_ node: Int, _ point: Int, _ nearest: inout [Double]) {
    let last = nearest.count - 1
    guard nodes[node].left >= 0 else {
      for place in nodes[node].start..<nodes[node].end {
        let candidate = distance(point, to: place * dimension)
        guard candidate < nearest[last] else { continue }
        var slot = last
        while slot > 0, nearest[slot - 1] > candidate {
          nearest[slot] = nearest[slot - 1]
          slot -= 1
        }
        nearest[slot] = candidate
      }
      return
    }
    let toLeft = distance(point, toBox: nodes[node].left)
    let toRight = distance(point, toBox: nodes[node].right)
    let isLeftFirst = toLeft <= toRight
    let first = isLeftFirst ? nodes[node].left : nodes[node].right
    let second = isLeftFirst ? nodes[node].right : nodes[node].left
    if min(toLeft, toRight) < nearest[last] { collect(first, point, &nearest) }
    if max(toLeft, toRight) < nearest[last] { collect(second, point, &nearest) }
  }

  /// Rows of a subtree strictly closer than the radius, the row itself included.
  private func count(_ node: Int, _ point: Int, closerThan radius: Double) -> Int {
    if distance(point, toBox: node) >= radius { return 0 }
    if distance(point, toFarEndOfBox: node) < radius { return nodes[node].end - nodes[node].start }
    guard nodes[node].left >= 0 else {
      var found = 0
      for place in nodes[node].start..<nodes[node].end
      where distance(point, to: place * dimension) < radius {
        found += 1
      }
      return found
    }
    return count(nodes[node].left, point, closerThan: radius)
      + count(nodes[node].right, point, closerThan: radius)
  }
}
