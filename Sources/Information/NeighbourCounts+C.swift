import CKernels
import LinearAlgebra

extension NeighbourCounts {
  /// Looks at every pair of rows. Memory grows with the rows, time with their square.
  ///
  /// - Parameters:
  ///   - x: `[rows, features]`, finite.
  ///   - y: `[rows, features]`, same rows as `x`.
  ///   - groups: the rows that are asked for. Neighbours are looked for among all rows.
  public static func byEveryPair(_ x: Matrix, _ y: Matrix, of groups: [Group]) -> NeighbourCounts {
    precondition(x.rows == y.rows, "x has \(x.rows) rows, y has \(y.rows)")
    let most = groups.map(\.neighbours).max() ?? 0
    let pointsX = panels(x)
    let pointsY = panels(y)
    let scratch = UnsafeMutableBufferPointer<Double>.allocate(
      capacity: retort_neighbour_scratch(x.rows, most))
    defer {
      pointsX.deallocate()
      pointsY.deallocate()
      scratch.deallocate()
    }
    guard let base = scratch.baseAddress else { return NeighbourCounts() }

    var counts = NeighbourCounts()
    for group in groups {
      precondition(
        group.neighbours >= 1 && group.neighbours < x.rows && 0 <= group.rows.lowerBound
          && group.rows.upperBound <= x.rows,
        "\(group.neighbours) neighbours of \(group.rows) among \(x.rows) rows")
      var found = NeighbourCounts(
        x: [Int](repeating: 0, count: group.rows.count),
        y: [Int](repeating: 0, count: group.rows.count))
      retort_neighbour_counts(
        &found.x, &found.y, pointsX, x.columns, pointsY, y.columns, x.rows,
        group.rows.lowerBound, group.rows.upperBound, group.neighbours, base)
      counts.x += found.x
      counts.y += found.y
    }
    return counts
  }

  /// The points as the kernel reads them; the caller deallocates.
  private static func panels(_ points: Matrix) -> UnsafeMutablePointer<Double> {
    let perPanel = Int(retort_panel_rows)
    let rows = (points.rows + perPanel - 1) / perPanel * perPanel
    // A panel's column is a line of the cache.
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, rows * points.columns) * MemoryLayout<Double>.stride, alignment: 64)
    let panels = bytes.bindMemory(to: Double.self, capacity: rows * points.columns)
    points.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      retort_point_panels(panels, base, points.rows, points.columns)
    }
    return panels
  }
}
