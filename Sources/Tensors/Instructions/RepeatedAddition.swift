import CKernels

/// into[r] = of[r] + pattern[r mod period]; `into` may be `of`.
public struct RepeatedAddition: Sendable {
  public var of: Slot
  /// One row a place of the period.
  public var pattern: Slot
  public var into: Slot

  public init(of: Slot, pattern: Slot, into: Slot) {
    self.of = of
    self.pattern = pattern
    self.into = into
  }

  func run(on arena: Arena) {
    retort_add_repeated(
      arena.pointer(into), arena.pointer(of), arena.pointer(pattern), of.rows, pattern.rows,
      of.columns)
  }
}

/// into[p] = Σ gradient[r] over the rows r of place p.
public struct RepeatedAdditionGradient: Sendable {
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(gradient: Slot, into: Slot, accumulates: Bool = false) {
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_add_repeated_gradient(
      arena.pointer(into), arena.pointer(gradient), gradient.rows, into.rows, gradient.columns,
      accumulates ? 1 : 0)
  }
}
