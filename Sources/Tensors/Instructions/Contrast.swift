import CKernels

/// Adds weight · the in-batch contrastive loss of `similarities` to the replay's loss and writes its
/// gradient.
public struct Contrast: Sendable {
  /// `[rows, rows]`; the pairs that belong together stand on the diagonal.
  public var similarities: Slot
  public var temperature: Float
  /// Over rows and over columns instead of over rows alone.
  public var isSymmetric: Bool
  public var weight: Double
  public var gradient: Slot?
  public var accumulates: Bool
  /// `scratchCount(rows:)` floats.
  public var scratch: Slot

  public init(
    similarities: Slot, temperature: Float, isSymmetric: Bool, weight: Double, gradient: Slot?,
    accumulates: Bool = false, scratch: Slot
  ) {
    self.similarities = similarities
    self.temperature = temperature
    self.isSymmetric = isSymmetric
    self.weight = weight
    self.gradient = gradient
    self.accumulates = accumulates
    self.scratch = scratch
  }

  public static func scratchCount(rows: Int) -> Int { retort_contrastive_scratch(rows) }

  func run(on arena: Arena) -> Double {
    weight
      * retort_contrastive(
        arena.pointer(similarities), similarities.rows, 1 / temperature, isSymmetric ? 1 : 0,
        Float(weight), gradient.map { arena.pointer($0) }, accumulates ? 1 : 0,
        arena.pointer(scratch))
  }
}
