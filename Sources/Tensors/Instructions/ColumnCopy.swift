import CKernels

/// into[r, intoColumn + c] = of[r, ofColumn + c] for c < columns: slices columns and lays them side by
/// side.
public struct ColumnCopy: Sendable {
  public var of: Slot
  public var ofColumn: Int
  public var into: Slot
  public var intoColumn: Int
  public var columns: Int
  public var accumulates: Bool

  public init(
    of: Slot, from ofColumn: Int = 0, into: Slot, at intoColumn: Int = 0, columns: Int,
    accumulates: Bool = false
  ) {
    self.of = of
    self.ofColumn = ofColumn
    self.into = into
    self.intoColumn = intoColumn
    self.columns = columns
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_copy_columns(
      arena.pointer(into) + intoColumn, into.columns, arena.pointer(of) + ofColumn, of.columns,
      into.rows, columns, accumulates ? 1 : 0)
  }
}
