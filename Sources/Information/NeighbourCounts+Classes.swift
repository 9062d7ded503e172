import LinearAlgebra

extension NeighbourCounts {
  /// For every row, how many other rows of any class lie strictly closer than its k-th nearest other row
  /// of its own class.
  ///
  /// - Parameters:
  ///   - points: `[rows, features]`, finite, sorted by class.
  ///   - classes: one after the other, all rows; each with k, 1 ..< rows of the class.
  static func withinClasses(_ points: Matrix, _ classes: [Group]) -> [Int] {
    // Half the trees that two variables need: they are the faster from half the rows.
    guard isTreeSlower(rows: 2 * points.rows, dimension: points.columns),
      let counts = withinClassesByEveryPair(points, classes)
    else { return withinClassesByTree(points, classes) }
    return counts
  }

  static func withinClassesByTree(_ points: Matrix, _ classes: [Group]) -> [Int] {
    let everywhere = NeighbourSearch(points)
    var counts: [Int] = []
    for group in classes {
      let inside = NeighbourSearch(points.rows(Array(group.rows)))
      for (place, row) in group.rows.enumerated() {
        let radius = inside.distance(ofNeighbour: group.neighbours, from: place)
        counts.append(everywhere.count(closerThan: radius, to: row))
      }
    }
    return counts
  }

  /// The class as a further coordinate, spaced wider than all points: the nearest rows in the larger of
  /// both distances are then those of the row's own class. nil where Double has no room for the spaces.
  static func withinClassesByEveryPair(_ points: Matrix, _ classes: [Group]) -> [Int]? {
    let width = (points.values.max() ?? 0) - (points.values.min() ?? 0)
    let space = 2 * width + 1
    guard (space * Double(classes.count)).isFinite else { return nil }
    let coordinates = classes.enumerated().flatMap { number, group in
      [Double](repeating: Double(number) * space, count: group.rows.count)
    }
    return byEveryPair(points, Matrix(column: coordinates), of: classes).x
  }
}
