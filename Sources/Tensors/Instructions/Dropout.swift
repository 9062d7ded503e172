import CKernels

/// into = of · mask, the mask drawn by (dropout key, step, site, element).
public struct Dropout: Sendable {
  public var of: Slot
  /// Kept for the gradient.
  public var mask: Slot
  public var into: Slot
  public var rate: Float
  /// Which dropout of the network.
  public var site: Int

  public init(of: Slot, mask: Slot, into: Slot, rate: Float, site: Int) {
    self.of = of
    self.mask = mask
    self.into = into
    self.rate = rate
    self.site = site
  }

  func run(on arena: Arena, _ inputs: ReplayInputs) {
    retort_coarse_dropout(
      arena.pointer(into), arena.pointer(mask), arena.pointer(of), of.count, rate,
      inputs.dropoutKey, UInt64(inputs.step), UInt32(site))
  }
}
