/// One kernel call of a planned program: trivial data, so that replaying a list of them neither
/// allocates nor counts references.
///
/// Operands are slots of the arena the program is planned for. `accumulate` adds to the destination,
/// otherwise its old contents do not matter, so nothing is ever zero-filled.
public enum Instruction: Sendable {
  /// into = op(left) · op(right), op transposing or not.
  case product(
    left: Slot, transposeLeft: Bool, right: Slot, transposeRight: Bool, into: Slot,
    accumulate: Bool)
  /// x[r, c] += bias[c], then max(x, 0) where `rectify`.
  case addBias(Slot, bias: Slot, rectify: Bool)
  /// sums[c] = Σ_r of[r, c].
  case columnSums(of: Slot, into: Slot, accumulate: Bool)
  /// into = max(of, 0).
  case rectify(of: Slot, into: Slot)
  /// into = output > 0 ? gradient : 0.
  case rectifyGradient(output: Slot, gradient: Slot, into: Slot, accumulate: Bool)
  /// into = of · mask, the mask drawn by (dropout key, step, site, element).
  case dropout(of: Slot, mask: Slot, into: Slot, rate: Float, site: Int)
  /// into = left · right, element by element.
  case multiply(Slot, Slot, into: Slot, accumulate: Bool)
  /// into = factor · of.
  case scale(of: Slot, factor: Float, into: Slot, accumulate: Bool)
  /// Adds weight · mean cross-entropy to the replay's loss and writes weight · gradient.
  case crossEntropy(
    logits: Slot, targets: Slot, kind: CrossEntropyKind, weight: Double, gradient: Slot?,
    accumulate: Bool, scratch: Slot)
  /// Adds weight · mean over rows of Σ (prediction − target)² to the loss and writes its gradient.
  case squaredError(
    prediction: Slot, targets: Slot, weight: Double, gradient: Slot?, accumulate: Bool)
}

/// Which of the fused softmax losses; q = softmax(logits / temperature).
public enum CrossEntropyKind: Sendable, Hashable {
  /// −Σ p log q, p given.
  case probabilities(temperature: Float)
  /// −Σ p log q, p = softmax(targets / targetTemperature).
  case logits(targetTemperature: Float, temperature: Float)
  /// KL(p ‖ q), p = softmax(targets / temperature).
  case divergence(temperature: Float)
}

/// What differs from one replay of a program to the next.
public struct ReplayInputs: Sendable {
  /// Names the dropout masks together with the key.
  public var step: Int
  /// Key of the dropout stream.
  public var dropoutKey: UInt64

  public init(step: Int = 0, dropoutKey: UInt64 = 0) {
    self.step = step
    self.dropoutKey = dropoutKey
  }
}
