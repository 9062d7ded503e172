import CKernels

/// One token of its own before every sequence.
public struct TokenPrefix: Sendable {
  /// `[1, width]`.
  public var first: Slot
  /// `[batch · tokens, width]`.
  public var of: Slot
  public var tokens: Int
  /// `[batch · (tokens + 1), width]`.
  public var into: Slot

  public init(_ first: Slot, before of: Slot, tokens: Int, into: Slot) {
    self.first = first
    self.of = of
    self.tokens = tokens
    self.into = into
  }

  func run(on arena: Arena) {
    retort_prepend_token(
      arena.pointer(into), arena.pointer(first), arena.pointer(of), of.rows / tokens, tokens,
      of.columns)
  }
}

public struct TokenPrefixGradient: Sendable {
  public var gradient: Slot
  public var tokens: Int
  public var firstGradient: Slot
  public var accumulatesFirst: Bool
  public var into: Slot?
  public var accumulates: Bool

  public init(
    gradient: Slot, tokens: Int, firstGradient: Slot, accumulatesFirst: Bool, into: Slot?,
    accumulates: Bool
  ) {
    self.gradient = gradient
    self.tokens = tokens
    self.firstGradient = firstGradient
    self.accumulatesFirst = accumulatesFirst
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_prepend_token_gradient(
      arena.pointer(firstGradient), into.map { arena.pointer($0) }, arena.pointer(gradient),
      gradient.rows / (tokens + 1), tokens, gradient.columns, accumulatesFirst ? 1 : 0,
      accumulates ? 1 : 0)
  }
}
