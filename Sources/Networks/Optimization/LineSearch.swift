/// A step length along a descent direction that satisfies the strong Wolfe conditions.
///
///     φ(α) ≤ φ(0) + c₁ α φ′(0)   and   |φ′(α)| ≤ c₂ |φ′(0)|
///
/// Nocedal and Wright, algorithms 3.5 and 3.6. The loss comes from Float32 kernels, so near the
/// minimum φ differs by less than its rounding while φ′ still points the way: differences of φ within
/// `noise` count as none, and there the slope alone decides (Hager and Zhang 2005, "approximate
/// Wolfe").
struct LineSearch {
  /// φ and φ′ at one step length.
  struct Point {
    var length: Double
    var value: Double
    var slope: Double
  }

  let sufficientDecrease = 1e-4
  let curvature = 0.9
  let evaluations = 40
  /// Rounding of φ, relative, but absolute below 1: a log-sum near 0 nats is rounded like one near 1.
  let noise = 1e-7

  /// - Returns: a point that satisfies the conditions, or `nil` when none was found.
  func callAsFunction(
    from origin: Point, first: Double, _ phi: (Double) -> Point
  ) -> Point? {
    let slack = noise * max(abs(origin.value), 1)
    func isTooHigh(_ point: Point) -> Bool {
      !(point.value <= origin.value + sufficientDecrease * point.length * origin.slope + slack)
    }
    func isFlat(_ point: Point) -> Bool { abs(point.slope) <= curvature * abs(origin.slope) }

    // Widen until the interval holds a minimum …
    var low = origin
    var high: Point?
    var length = first
    var spent = 0
    while high == nil, spent < evaluations {
      let point = phi(length)
      spent += 1
      if isTooHigh(point) {
        high = point
      } else if isFlat(point) {
        return point
      } else if point.slope >= 0 {
        high = point
      } else {
        low = point
        length *= 2
      }
    }
    // … then narrow: the slope at `low` always points towards `high`.
    guard var high else { return nil }
    while spent < evaluations {
      let point = phi(between(low, high))
      spent += 1
      if isTooHigh(point) {
        high = point
      } else if isFlat(point) {
        return point
      } else if point.slope * (high.length - low.length) >= 0 {
        high = point
      } else {
        low = point
      }
    }
    return nil
  }

  /// The minimum of the cubic through both points (equation 3.59), kept off the ends.
  private func between(_ low: Point, _ high: Point) -> Double {
    let width = high.length - low.length
    let middle = low.length + 0.5 * width
    let d1 = low.slope + high.slope - 3 * (high.value - low.value) / width
    let discriminant = d1 * d1 - low.slope * high.slope
    guard discriminant >= 0, discriminant.isFinite else { return middle }
    let d2 = width > 0 ? discriminant.squareRoot() : -discriminant.squareRoot()
    let minimum =
      high.length - width * (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2)
    let margin = 0.1 * abs(width)
    let (least, greatest) = (min(low.length, high.length), max(low.length, high.length))
    guard minimum.isFinite, minimum >= least + margin, minimum <= greatest - margin else {
      return middle
    }
    return minimum
  }
}
