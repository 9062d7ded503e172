import CKernels

/// Adds weight · mean over rows of Σ (prediction − target)² to the loss and writes its gradient. The mean is
/// Σ w · Σ (prediction − target)² / rows where rows have weights.
public struct SquaredError: Sendable {
  public var prediction: Slot
  public var targets: Slot
  /// w, `[rows, 1]`; nothing of a row of weight 0 is looked at.
  public var rowWeights: Slot?
  public var weight: Double
  public var gradient: Slot?
  public var accumulates: Bool

  public init(
    prediction: Slot, targets: Slot, rowWeights: Slot? = nil, weight: Double, gradient: Slot?,
    accumulates: Bool = false
  ) {
    self.rowWeights = rowWeights
    self.prediction = prediction
    self.targets = targets
    self.weight = weight
    self.gradient = gradient
    self.accumulates = accumulates
  }

  func run(on arena: Arena) -> Double {
    let mean = retort_squared_error(
      arena.pointer(prediction), arena.pointer(targets), prediction.rows, prediction.columns,
      rowWeights.map { UnsafePointer(arena.pointer($0)) }, Float(weight),
      gradient.map { arena.pointer($0) }, accumulates ? 1 : 0)
    return weight * mean
  }
}
