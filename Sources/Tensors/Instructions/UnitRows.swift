import CKernels

/// into = of / ‖of‖, row by row; `into` may be `of`.
public struct UnitRows: Sendable {
  public var of: Slot
  /// One a row, kept for the gradient.
  public var norms: Slot
  public var into: Slot

  public init(of: Slot, norms: Slot, into: Slot) {
    self.of = of
    self.norms = norms
    self.into = into
  }

  func run(on arena: Arena) {
    retort_unit_rows(
      arena.pointer(into), arena.pointer(norms), arena.pointer(of), of.rows, of.columns)
  }
}

public struct UnitRowsGradient: Sendable {
  public var result: Slot
  public var norms: Slot
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(
    result: Slot, norms: Slot, gradient: Slot, into: Slot, accumulates: Bool = false
  ) {
    self.result = result
    self.norms = norms
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_unit_rows_gradient(
      arena.pointer(into), arena.pointer(result), arena.pointer(norms), arena.pointer(gradient),
      result.rows, result.columns, accumulates ? 1 : 0)
  }
}
