import CKernels

/// How a sequence of tokens becomes one row.
public enum TokenPooling: Sendable, Hashable {
  /// The token of this number.
  case token(Int)
  /// The mean of all tokens, those with a negative id left out.
  case mean
}

/// into[b] = one row of the tokens of item b.
public struct TokenPass: Sendable {
  public var pooling: TokenPooling
  /// `[batch · tokens, width]`.
  public var of: Slot
  public var ids: Slot?
  public var into: Slot

  public init(_ pooling: TokenPooling, of: Slot, ids: Slot?, into: Slot) {
    self.pooling = pooling
    self.of = of
    self.ids = ids
    self.into = into
  }

  private var tokens: Int { of.rows / into.rows }

  func run(on arena: Arena) {
    switch pooling {
    case .token(let number):
      retort_copy_token(
        arena.pointer(into), arena.pointer(of), into.rows, tokens, number, of.columns)
    case .mean:
      retort_mean_of_tokens(
        arena.pointer(into), arena.pointer(of), ids.map { arena.pointer($0) }, into.rows, tokens,
        of.columns)
    }
  }

  func runBackward(on arena: Arena, gradient: Slot, into: Slot, accumulates: Bool) {
    let adds: Int32 = accumulates ? 1 : 0
    switch pooling {
    case .token(let number):
      retort_copy_token_gradient(
        arena.pointer(into), arena.pointer(gradient), gradient.rows, tokens, number, of.columns,
        adds)
    case .mean:
      retort_mean_of_tokens_gradient(
        arena.pointer(into), arena.pointer(gradient), ids.map { arena.pointer($0) },
        gradient.rows, tokens, of.columns, adds)
    }
  }
}

public struct TokenGradient: Sendable {
  public var pass: TokenPass
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(of pass: TokenPass, gradient: Slot, into: Slot, accumulates: Bool = false) {
    self.pass = pass
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    pass.runBackward(on: arena, gradient: gradient, into: into, accumulates: accumulates)
  }
}
