/// Distances to neighbours and counts within a radius among points of one coordinate: they lie sorted, and
/// what is near in space is near in order.
///
/// Rounding never turns the order of two differences to one number, so every answer is exactly that of the
/// plain double loop.
struct NeighbourLine: Sendable {
  /// Ascending.
  private let values: [Double]
  /// Where each row's number lies.
  private let placeOfRow: [Int]

  /// - Parameter points: finite.
  init(_ points: [Double]) {
    let sorted = points.enumerated().sorted { $0.element < $1.element }
    values = sorted.map(\.element)
    var places = [Int](repeating: 0, count: points.count)
    for (place, point) in sorted.enumerated() { places[point.offset] = place }
    placeOfRow = places
  }

  /// The distance from a row to its k-th nearest other row.
  ///
  /// - Parameter neighbour: k, 1 ..< count.
  func distance(ofNeighbour neighbour: Int, from row: Int) -> Double {
    let place = placeOfRow[row]
    let value = values[place]
    var (left, right) = (place - 1, place + 1)
    var distance = 0.0
    for _ in 0..<neighbour {
      let toLeft = left >= 0 ? value - values[left] : .infinity
      let toRight = right < values.count ? values[right] - value : .infinity
      distance = min(toLeft, toRight)
      if toLeft <= toRight { left -= 1 } else { right += 1 }
    }
    return distance
  }

  /// How many other rows lie strictly closer than the radius, which is above 0.
  func count(closerThan radius: Double, to row: Int) -> Int {
    let place = placeOfRow[row]
    let value = values[place]
    let first = firstPlace(from: 0, to: place) { value - $0 < radius }
    let end = firstPlace(from: place + 1, to: values.count) { !($0 - value < radius) }
    return end - first - 1
  }

  /// The first place whose number is one of those asked for, which all lie at the end; else `end`.
  private func firstPlace(
    from start: Int, to end: Int, where isAskedFor: (Double) -> Bool
  ) -> Int {
    var (low, length) = (start, end - start)
    while length > 0 {
      let half = length / 2
      // Both sides are numbers, not branches: which of them it is cannot be foreseen.
      let isBehind = !isAskedFor(values[low + half])
      low = isBehind ? low + half + 1 : low
      length = isBehind ? length - half - 1 : half
    }
    return low
  }
}
