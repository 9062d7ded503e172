import Tensors

/// Multi-head scaled dot-product attention of every token to the tokens of its own row of the batch:
///
///     out = softmax(Q Kᵀ / √(width / heads)) V,  head by head
///
/// Vaswani et al. 2017, section 3.2. In training the probabilities may drop out.
/// - Parameters:
///   - projections: queries, keys and values side by side, `[batch · tokens, 3 · width]`.
///   - heads: divides the width.
///   - ids: `[batch, tokens]`; tokens with a negative id are not looked at.
///   - isCausal: a token looks only at itself and those before it.
/// - Returns: `[batch · tokens, width]`.
public func attention(
  _ projections: Variable, heads: Int, tokens: Int, ids: Variable? = nil, isCausal: Bool = false,
  dropout: Float = 0
) -> Variable {
  let width = projections.columns / 3
  precondition(
    projections.columns % 3 == 0 && heads > 0 && width % heads == 0 && tokens > 0
      && projections.rows % tokens == 0
      && (ids.map { $0.rows * $0.columns == projections.rows && $0.columns == tokens } ?? true),
    "attention of \(heads) heads over \(tokens) tokens of \(projections.shape)")
  precondition(dropout >= 0 && dropout < 1, "a dropout rate of \(dropout); expected 0 ≤ rate < 1")
  let tape = projections.tape
  let rate = tape.isTraining ? dropout : 0
  return tape.record(
    AttentionOperation(
      projections: projections.node, heads: heads, tokens: tokens, ids: ids?.node,
      isCausal: isCausal, dropout: rate, site: rate > 0 ? tape.nextDropoutSite() : 0),
    rows: projections.rows, columns: width)
}

struct AttentionOperation: Operation {
  var projections: Int
  var heads: Int
  var tokens: Int
  var ids: Int?
  var isCausal: Bool
  var dropout: Float
  var site: Int

  var operands: [Int] { [projections] + (ids.map { [$0] } ?? []) }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    let rows = plan.nodes[node].rows
    let probabilities = plan.keep(rows: rows * heads, columns: tokens, for: node)
    plan.append(
      .selfAttention(attention(of: node, probabilities: probabilities, in: &plan)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.gradient(of: projections)
    let forward = attention(of: node, probabilities: plan.kept(by: node)[0], in: &plan)
    plan.append(
      .selfAttentionGradient(
        SelfAttentionGradient(
          of: forward, gradient: gradient, into: slot, accumulates: accumulates,
          scratch: forward.scratch)))
  }

  private func attention(
    of node: Int, probabilities: Slot, in plan: inout Plan
  ) -> SelfAttention {
    SelfAttention(
      projections: plan.value[projections], ids: ids.map { plan.value[$0] }, heads: heads,
      tokens: tokens, isCausal: isCausal, dropout: dropout, site: site,
      probabilities: probabilities, into: plan.value[node],
      scratch: plan.scratch(
        SelfAttention.scratchCount(
          tokens: tokens, heads: heads, width: plan.nodes[node].columns)))
  }
}
