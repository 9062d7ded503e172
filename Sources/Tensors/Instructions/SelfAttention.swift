import CKernels

/// Multi-head scaled dot-product attention of tokens to the tokens of their own row of the batch.
public struct SelfAttention: Sendable {
  /// Queries, keys and values side by side: `[batch · tokens, 3 · width]`.
  public var projections: Slot
  /// `[batch, tokens]`; tokens with a negative id are not looked at.
  public var ids: Slot?
  public var heads: Int
  public var tokens: Int
  public var isCausal: Bool
  public var dropout: Float
  /// Which dropout of the network.
  public var site: Int
  /// `[batch · heads · tokens, tokens]`, kept for the gradient.
  public var probabilities: Slot
  public var into: Slot
  /// `scratchCount` floats.
  public var scratch: Slot

  public init(
    projections: Slot, ids: Slot?, heads: Int, tokens: Int, isCausal: Bool, dropout: Float,
    site: Int, probabilities: Slot, into: Slot, scratch: Slot
  ) {
    self.projections = projections
    self.ids = ids
    self.heads = heads
    self.tokens = tokens
    self.isCausal = isCausal
    self.dropout = dropout
    self.site = site
    self.probabilities = probabilities
    self.into = into
    self.scratch = scratch
  }

  public static func scratchCount(tokens: Int, heads: Int, width: Int) -> Int {
    retort_attention_scratch(
      retort_attention_shape(
        batch: 1, tokens: tokens, heads: heads, width: width / heads, row: 3 * width,
        out_row: width, causal: 0))
  }

  var shape: retort_attention_shape {
    retort_attention_shape(
      batch: projections.rows / tokens, tokens: tokens, heads: heads,
      width: into.columns / heads, row: projections.columns, out_row: into.columns,
      causal: isCausal ? 1 : 0)
  }

  func run(on arena: Arena, _ inputs: ReplayInputs) {
    let queries = arena.pointer(projections)
    retort_attention(
      arena.pointer(into), arena.pointer(probabilities), queries, queries + into.columns,
      queries + 2 * into.columns, ids.map { arena.pointer($0) }, shape,
      retort_attention_dropout(
        rate: dropout, site: UInt32(site), key: inputs.dropoutKey, step: UInt64(inputs.step)),
      arena.pointer(scratch))
  }
}

/// into = the gradient of the projections.
public struct SelfAttentionGradient: Sendable {
  public var attention: SelfAttention
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool
  public var scratch: Slot

  public init(
    of attention: SelfAttention, gradient: Slot, into: Slot, accumulates: Bool = false,
    scratch: Slot
  ) {
    self.attention = attention
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
    self.scratch = scratch
  }

  func run(on arena: Arena) {
    let width = attention.into.columns
    let queries = arena.pointer(attention.projections)
    let gradients = arena.pointer(into)
    retort_attention_gradient(
      gradients, gradients + width, gradients + 2 * width, arena.pointer(gradient),
      arena.pointer(attention.probabilities), queries, queries + width, queries + 2 * width,
      attention.shape, attention.dropout, accumulates ? 1 : 0, arena.pointer(scratch))
  }
}
