import CKernels

/// Adds weight · mean cross-entropy to the replay's loss and writes weight · gradient. The mean over rows is
/// Σ w · loss / rows where rows have weights.
public struct CrossEntropy: Sendable {
  public var logits: Slot
  public var targets: Slot
  public var kind: CrossEntropyKind
  /// w, `[rows, 1]`; nothing of a row of weight 0 is looked at.
  public var rowWeights: Slot?
  public var weight: Double
  public var gradient: Slot?
  public var accumulates: Bool
  /// `scratchCount(classes:)` floats.
  public var scratch: Slot

  public init(
    logits: Slot, targets: Slot, kind: CrossEntropyKind, rowWeights: Slot? = nil, weight: Double,
    gradient: Slot?, accumulates: Bool = false, scratch: Slot
  ) {
    self.rowWeights = rowWeights
    self.logits = logits
    self.targets = targets
    self.kind = kind
    self.weight = weight
    self.gradient = gradient
    self.accumulates = accumulates
    self.scratch = scratch
  }

  /// Floats a cross-entropy over `classes` classes works in.
  public static func scratchCount(classes: Int) -> Int {
    retort_cross_entropy_scratch(classes)
  }

  func run(on arena: Arena) -> Double {
    let (target, targetTemperature, temperature, isDivergence) = kind.kernelArguments
    let mean = retort_cross_entropy(
      arena.pointer(logits), arena.pointer(targets), logits.rows, logits.columns, target,
      1 / targetTemperature, 1 / temperature, isDivergence ? 1 : 0,
      rowWeights.map { UnsafePointer(arena.pointer($0)) }, Float(weight),
      gradient.map { arena.pointer($0) }, accumulates ? 1 : 0, arena.pointer(scratch))
    return weight * mean
  }
}

/// Which of the fused softmax losses; q = softmax(logits / temperature).
public enum CrossEntropyKind: Sendable, Hashable {
  /// −Σ p log q, p given.
  case probabilities(temperature: Float)
  /// −Σ p log q, p = softmax(targets / targetTemperature).
  case logits(targetTemperature: Float, temperature: Float)
  /// KL(p ‖ q), p = softmax(targets / temperature).
  case divergence(temperature: Float)

  fileprivate var kernelArguments: (retort_target, Float, Float, Bool) {
    switch self {
    case .probabilities(let temperature):
      (retort_target_probabilities, 1, temperature, false)
    case .logits(let targetTemperature, let temperature):
      (retort_target_logits, targetTemperature, temperature, false)
    case .divergence(let temperature):
      (retort_target_logits, temperature, temperature, true)
    }
  }
}
