import CKernels

/// into[r] = Σ_c left[r, c] · right[r, c].
public struct RowProducts: Sendable {
  public var left: Slot
  public var right: Slot
  public var into: Slot

  public init(_ left: Slot, _ right: Slot, into: Slot) {
    self.left = left
    self.right = right
    self.into = into
  }

  func run(on arena: Arena) {
    retort_row_products(
      arena.pointer(into), arena.pointer(left), arena.pointer(right), left.rows, left.columns)
  }
}

/// into[r, c] = gradient[r] · other[r, c].
public struct RowProductsGradient: Sendable {
  public var other: Slot
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(other: Slot, gradient: Slot, into: Slot, accumulates: Bool = false) {
    self.other = other
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_row_products_gradient(
      arena.pointer(into), arena.pointer(other), arena.pointer(gradient), other.rows,
      other.columns, accumulates ? 1 : 0)
  }
}
