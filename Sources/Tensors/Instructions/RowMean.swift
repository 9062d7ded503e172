import CKernels

/// Adds weight · the mean over rows of Σ x over columns to the replay's loss and writes its gradient.
public struct RowMean: Sendable {
  public var of: Slot
  public var weight: Double
  public var gradient: Slot?
  public var accumulates: Bool

  public init(of: Slot, weight: Double, gradient: Slot?, accumulates: Bool = false) {
    self.of = of
    self.weight = weight
    self.gradient = gradient
    self.accumulates = accumulates
  }

  func run(on arena: Arena) -> Double {
    weight
      * retort_mean_of_row_sums(
        arena.pointer(of), of.rows, of.columns, Float(weight), gradient.map { arena.pointer($0) },
        accumulates ? 1 : 0)
  }
}
