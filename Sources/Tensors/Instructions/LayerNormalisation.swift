import CKernels

/// into = (x − mean) / √(variance + epsilon) · scale + shift, mean and variance of each row;
/// x = of, or of + addend, which is then left in `sum`.
public struct LayerNormalisation: Sendable {
  public var of: Slot
  public var addend: Slot?
  /// `of` itself where there is no addend.
  public var sum: Slot
  /// Mean and inverse deviation of every row, kept for the gradient.
  public var mean: Slot
  public var inverse: Slot
  public var scale: Slot
  public var shift: Slot
  public var into: Slot
  public var epsilon: Float

  public init(
    of: Slot, plus addend: Slot? = nil, sum: Slot, mean: Slot, inverse: Slot, scale: Slot,
    shift: Slot, into: Slot, epsilon: Float
  ) {
    self.of = of
    self.addend = addend
    self.sum = sum
    self.mean = mean
    self.inverse = inverse
    self.scale = scale
    self.shift = shift
    self.into = into
    self.epsilon = epsilon
  }

  func run(on arena: Arena) {
    if let addend {
      retort_layer_norm_of_sum(
        arena.pointer(into), arena.pointer(sum), arena.pointer(mean), arena.pointer(inverse),
        arena.pointer(of), arena.pointer(addend), arena.pointer(scale), arena.pointer(shift),
        of.rows, of.columns, epsilon)
    } else {
      retort_layer_norm(
        arena.pointer(into), arena.pointer(mean), arena.pointer(inverse), arena.pointer(of),
        arena.pointer(scale), arena.pointer(shift), of.rows, of.columns, epsilon)
    }
  }
}

/// What normalisations have in common on the way back.
public struct NormalisationGradient: Sendable {
  /// What was normalised.
  public var of: Slot
  public var mean: Slot
  public var inverse: Slot
  public var scale: Slot
  public var gradient: Slot
  /// Nothing where nobody needs it; may be `gradient`.
  public var into: Slot?
  public var accumulates: Bool
  public var scaleGradient: Slot
  public var shiftGradient: Slot
  public var accumulatesParameters: Bool

  public init(
    of: Slot, mean: Slot, inverse: Slot, scale: Slot, gradient: Slot, into: Slot?,
    accumulates: Bool = false, scaleGradient: Slot, shiftGradient: Slot,
    accumulatesParameters: Bool = false
  ) {
    self.of = of
    self.mean = mean
    self.inverse = inverse
    self.scale = scale
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
    self.scaleGradient = scaleGradient
    self.shiftGradient = shiftGradient
    self.accumulatesParameters = accumulatesParameters
  }

  func runOverRows(on arena: Arena) {
    retort_layer_norm_gradient(
      into.map { arena.pointer($0) }, arena.pointer(scaleGradient), arena.pointer(shiftGradient),
      arena.pointer(of), arena.pointer(mean), arena.pointer(inverse), arena.pointer(scale),
      arena.pointer(gradient), of.rows, of.columns, accumulates ? 1 : 0,
      accumulatesParameters ? 1 : 0)
  }

  func runOverGroups(_ groups: ChannelGroups, on arena: Arena) {
    retort_group_norm_gradient(
      into.map { arena.pointer($0) }, arena.pointer(scaleGradient), arena.pointer(shiftGradient),
      arena.pointer(of), arena.pointer(mean), arena.pointer(inverse), arena.pointer(scale),
      arena.pointer(gradient), of.rows / groups.pixels, groups.pixels, of.columns, groups.count,
      accumulates ? 1 : 0, accumulatesParameters ? 1 : 0)
  }

  func runOverBatch(on arena: Arena) {
    retort_batch_norm_gradient(
      into.map { arena.pointer($0) }, arena.pointer(scaleGradient), arena.pointer(shiftGradient),
      arena.pointer(of), arena.pointer(mean), arena.pointer(inverse), arena.pointer(scale),
      arena.pointer(gradient), of.rows, of.columns, accumulates ? 1 : 0,
      accumulatesParameters ? 1 : 0)
  }
}
