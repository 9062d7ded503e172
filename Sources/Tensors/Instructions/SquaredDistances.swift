import CKernels

/// into[i, j] = leftSquares[i] + rightSquares[j] − 2 products[i, j] = ‖x[i] − y[j]‖².
public struct SquaredDistances: Sendable {
  public var products: Slot
  public var leftSquares: Slot
  public var rightSquares: Slot
  public var into: Slot

  public init(products: Slot, leftSquares: Slot, rightSquares: Slot, into: Slot) {
    self.products = products
    self.leftSquares = leftSquares
    self.rightSquares = rightSquares
    self.into = into
  }

  func run(on arena: Arena) {
    retort_squared_distances(
      arena.pointer(into), arena.pointer(products), arena.pointer(leftSquares),
      arena.pointer(rightSquares), into.rows, into.columns)
  }
}

/// The gradients of all three, each replacing what was there.
public struct SquaredDistancesGradient: Sendable {
  public var gradient: Slot
  public var products: Slot
  public var leftSquares: Slot
  public var rightSquares: Slot

  public init(gradient: Slot, products: Slot, leftSquares: Slot, rightSquares: Slot) {
    self.gradient = gradient
    self.products = products
    self.leftSquares = leftSquares
    self.rightSquares = rightSquares
  }

  func run(on arena: Arena) {
    retort_squared_distances_gradient(
      arena.pointer(products), arena.pointer(leftSquares), arena.pointer(rightSquares),
      arena.pointer(gradient), gradient.rows, gradient.columns, 0)
  }
}
