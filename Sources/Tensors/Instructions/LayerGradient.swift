import CKernels

/// The way back through an activation and the bias before it, in one pass:
/// into = derivative · gradient, sums[c] = Σ_r into[r, c].
public struct LayerGradient: Sendable {
  /// The derivative, or a rectifier's result.
  public var kept: Slot
  public var keepsSlope: Bool
  public var gradient: Slot
  public var into: Slot
  public var sums: Slot
  public var accumulatesSums: Bool

  public init(
    kept: Slot, keepsSlope: Bool, gradient: Slot, into: Slot, sums: Slot,
    accumulatesSums: Bool = false
  ) {
    self.kept = kept
    self.keepsSlope = keepsSlope
    self.gradient = gradient
    self.into = into
    self.sums = sums
    self.accumulatesSums = accumulatesSums
  }

  func run(on arena: Arena) {
    retort_layer_gradient(
      arena.pointer(into), arena.pointer(kept),
      keepsSlope ? retort_kept_slope : retort_kept_rectified, arena.pointer(gradient),
      arena.pointer(sums), into.rows, into.columns, accumulatesSums ? 1 : 0)
  }
}
