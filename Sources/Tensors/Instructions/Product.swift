import CKernels

/// into = op(left) · op(right) (+ bias of every column), op transposing or not.
public struct Product: Sendable {
  public var left: Slot
  public var transposesLeft: Bool
  public var right: Slot
  public var transposesRight: Bool
  /// One row, added to every row of the result.
  public var bias: Slot?
  public var into: Slot
  public var accumulates: Bool
  /// `scratchCount(rows:columns:inner:)` floats.
  public var scratch: Slot

  public init(
    _ left: Slot, transposingLeft transposesLeft: Bool = false, by right: Slot,
    transposingRight transposesRight: Bool = false, bias: Slot? = nil, into: Slot,
    accumulates: Bool = false, scratch: Slot
  ) {
    self.left = left
    self.transposesLeft = transposesLeft
    self.right = right
    self.transposesRight = transposesRight
    self.bias = bias
    self.into = into
    self.accumulates = accumulates
    self.scratch = scratch
  }

  /// Floats a product of a `[rows, inner]` matrix by an `[inner, columns]` matrix works in.
  public static func scratchCount(rows: Int, columns: Int, inner: Int) -> Int {
    retort_product_scratch(rows, columns, inner)
  }

  func run(on arena: Arena) {
    retort_product(
      arena.pointer(into), into.columns, arena.pointer(left), transposesLeft ? 1 : left.columns,
      transposesLeft ? left.columns : 1, arena.pointer(right), transposesRight ? 1 : right.columns,
      transposesRight ? right.columns : 1, into.rows, into.columns,
      transposesLeft ? left.rows : left.columns, bias.map { arena.pointer($0) },
      accumulates ? 1 : 0, arena.pointer(scratch))
  }
}
