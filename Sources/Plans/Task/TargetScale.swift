/// Centre and scale of a real target on train rows. Networks learn the standardised value, so that
/// learning rates mean the same for metres and millimetres; scores are in the target's own unit.
public struct TargetScale: Sendable, Hashable {
  public var mean: Double
  /// Standard deviation; 1 where the target is constant.
  public var scale: Double

  public init(mean: Double, scale: Double) {
    self.mean = mean
    self.scale = scale
  }

  public init(fittedTo values: [Double]) {
    let mean = values.reduce(0, +) / Double(max(values.count, 1))
    let variance =
      values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(values.count, 1))
    self.init(mean: mean, scale: variance > 0 ? variance.squareRoot() : 1)
  }

  public func standardised(_ value: Double) -> Double { (value - mean) / scale }
  public func restored(_ value: Double) -> Double { value * scale + mean }
}

extension LearningTask {
  /// Scale of the target on train rows; `nil` for classes.
  public var targetScale: TargetScale? {
    guard case .values(let values) = target else { return nil }
    return TargetScale(fittedTo: train.map { values[$0] })
  }
}
