import CKernels

/// into[r] = table[ids[r]] (+ positions[r mod tokens]); a negative id stands for no token.
public struct TokenEmbedding: Sendable {
  /// `[batch, tokens]`, whole numbers.
  public var ids: Slot
  public var table: Slot
  public var positions: Slot?
  public var into: Slot

  public init(ids: Slot, table: Slot, positions: Slot?, into: Slot) {
    self.ids = ids
    self.table = table
    self.positions = positions
    self.into = into
  }

  func run(on arena: Arena) {
    retort_embedding(
      arena.pointer(into), arena.pointer(table), positions.map { arena.pointer($0) },
      arena.pointer(ids), ids.count, ids.columns, into.columns, table.rows)
  }
}

/// into[ids[r]] += gradient[r].
public struct TokenEmbeddingGradient: Sendable {
  public var ids: Slot
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(ids: Slot, gradient: Slot, into: Slot, accumulates: Bool = false) {
    self.ids = ids
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_embedding_gradient(
      arena.pointer(into), arena.pointer(ids), arena.pointer(gradient), ids.count, into.columns,
      into.rows, accumulates ? 1 : 0)
  }
}
