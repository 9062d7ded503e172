import Records

/// One arm's learning curve: at each epoch the mean over seeds and one standard deviation around it.
///
/// Seeds stop at different epochs; the curve ends where fewer than half of them remain, because a
/// mean over the few that train longest would jump without anything having been learned.
struct LearningCurve: Sendable, Hashable {
  struct Point: Sendable, Hashable {
    var epoch: Int
    var mean: Double
    /// 0 where a single seed remains.
    var deviation: Double
  }

  var arm: String
  var style: ArmStyle
  var points: [Point]

  /// - Parameter value: which number of a point is drawn.
  init(
    arm: String, style: ArmStyle, records: [CurvePointRecord], value: (CurvePointRecord) -> Double?
  ) {
    self.arm = arm
    self.style = style
    var valuesByEpoch: [Int: [Double]] = [:]
    for record in records {
      guard let number = value(record).finite else { continue }
      valuesByEpoch[record.epoch, default: []].append(number)
    }
    let most = valuesByEpoch.values.map(\.count).max() ?? 0
    points = []
    for epoch in valuesByEpoch.keys.sorted() {
      guard let values = valuesByEpoch[epoch], values.count * 2 >= most else { break }
      points.append(Self.point(epoch: epoch, values: values))
    }
  }

  private static func point(epoch: Int, values: [Double]) -> Point {
    let mean = values.reduce(0, +) / Double(values.count)
    guard values.count > 1 else { return Point(epoch: epoch, mean: mean, deviation: 0) }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Point(
      epoch: epoch, mean: mean, deviation: (squares / Double(values.count - 1)).squareRoot())
  }
}
