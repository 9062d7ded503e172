import CKernels
import COpenBLAS

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

  public init(
    _ left: Slot, transposingLeft transposesLeft: Bool = false, by right: Slot,
    transposingRight transposesRight: Bool = false, bias: Slot? = nil, into: Slot,
    accumulates: Bool = false
  ) {
    self.left = left
    self.transposesLeft = transposesLeft
    self.right = right
    self.transposesRight = transposesRight
    self.bias = bias
    self.into = into
    self.accumulates = accumulates
  }

  /// Terms of every sum.
  private var inner: Int { transposesLeft ? left.rows : left.columns }

  func run(on arena: Arena) {
    cblas_sgemm(
      CblasRowMajor, transposesLeft ? CblasTrans : CblasNoTrans,
      transposesRight ? CblasTrans : CblasNoTrans, blasint(into.rows), blasint(into.columns),
      blasint(inner), 1, arena.pointer(left), blasint(left.columns), arena.pointer(right),
      blasint(right.columns), accumulates ? 1 : 0, arena.pointer(into), blasint(into.columns))
    if let bias {
      retort_add_bias(arena.pointer(into), arena.pointer(bias), into.rows, into.columns)
    }
  }
}
