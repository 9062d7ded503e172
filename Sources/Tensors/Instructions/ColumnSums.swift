import CKernels

/// into[c] = Σ_r of[r, c].
public struct ColumnSums: Sendable {
  public var of: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(of: Slot, into: Slot, accumulates: Bool = false) {
    self.of = of
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_column_sums(
      arena.pointer(into), arena.pointer(of), of.rows, of.columns, accumulates ? 1 : 0)
  }
}
