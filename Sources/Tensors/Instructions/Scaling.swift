import CKernels

/// into = factor · of.
public struct Scaling: Sendable {
  public var of: Slot
  public var factor: Float
  public var into: Slot
  public var accumulates: Bool

  public init(of: Slot, factor: Float, into: Slot, accumulates: Bool = false) {
    self.of = of
    self.factor = factor
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_scale(
      arena.pointer(into), arena.pointer(of), factor, of.count, accumulates ? 1 : 0)
  }
}
