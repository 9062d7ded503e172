import CKernels

/// As `LayerNormalisation`, mean and variance of each column over the batch; in evaluation the running
/// ones.
public struct BatchNormalisation: Sendable {
  public var of: Slot
  /// `[1, columns]`, kept for the gradient.
  public var mean: Slot
  public var inverse: Slot
  /// Moved towards the batch's by `momentum` in training.
  public var runningMean: Slot
  public var runningVariance: Slot
  public var scale: Slot
  public var shift: Slot
  public var into: Slot
  public var epsilon: Float
  public var momentum: Float
  public var isTraining: Bool

  public init(
    of: Slot, mean: Slot, inverse: Slot, runningMean: Slot, runningVariance: Slot, scale: Slot,
    shift: Slot, into: Slot, epsilon: Float, momentum: Float, isTraining: Bool
  ) {
    self.of = of
    self.mean = mean
    self.inverse = inverse
    self.runningMean = runningMean
    self.runningVariance = runningVariance
    self.scale = scale
    self.shift = shift
    self.into = into
    self.epsilon = epsilon
    self.momentum = momentum
    self.isTraining = isTraining
  }

  func run(on arena: Arena) {
    if isTraining {
      retort_batch_norm(
        arena.pointer(into), arena.pointer(mean), arena.pointer(inverse),
        arena.pointer(runningMean), arena.pointer(runningVariance), arena.pointer(of),
        arena.pointer(scale), arena.pointer(shift), of.rows, of.columns, epsilon, momentum)
    } else {
      retort_batch_norm_evaluation(
        arena.pointer(into), arena.pointer(inverse), arena.pointer(runningMean),
        arena.pointer(runningVariance), arena.pointer(of), arena.pointer(scale),
        arena.pointer(shift), of.rows, of.columns, epsilon)
    }
  }
}
