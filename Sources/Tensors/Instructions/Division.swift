import CKernels

/// into = left / right, element by element.
public struct Division: Sendable {
  public var left: Slot
  public var right: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(_ left: Slot, by right: Slot, into: Slot, accumulates: Bool = false) {
    self.left = left
    self.right = right
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_divide(
      arena.pointer(into), arena.pointer(left), arena.pointer(right), left.count,
      accumulates ? 1 : 0)
  }
}

/// into = −gradient · quotient / divisor: what reaches the divisor of a quotient.
public struct DivisorGradient: Sendable {
  public var quotient: Slot
  public var divisor: Slot
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(
    quotient: Slot, divisor: Slot, gradient: Slot, into: Slot, accumulates: Bool = false
  ) {
    self.quotient = quotient
    self.divisor = divisor
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_divisor_gradient(
      arena.pointer(into), arena.pointer(gradient), arena.pointer(quotient),
      arena.pointer(divisor), divisor.count, accumulates ? 1 : 0)
  }
}
