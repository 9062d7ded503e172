import CKernels

/// into = left · right, element by element.
public struct Multiplication: Sendable {
  public var left: Slot
  public var right: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(_ left: Slot, _ right: Slot, into: Slot, accumulates: Bool = false) {
    self.left = left
    self.right = right
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_multiply(
      arena.pointer(into), arena.pointer(left), arena.pointer(right), left.count,
      accumulates ? 1 : 0)
  }
}
