import Tensors

/// The rows of `table` named by `ids`, one a token, plus the position's own vector where there are
/// positions. A negative id stands for no token; its vector is zero.
/// - Parameters:
///   - ids: `[batch, tokens]`, whole numbers below the rows of `table`. Not differentiated.
///   - table: shape `[vocabulary, width]`.
///   - positions: shape `[tokens, width]`.
/// - Returns: `[batch · tokens, width]`.
public func embedding(
  _ ids: Variable, table: ParameterSlice, positions: ParameterSlice? = nil
) -> Variable {
  precondition(
    table.shape.count == 2
      && (positions.map { $0.shape == [ids.columns, table.shape[1]] } ?? true),
    """
    \(table.name) of shape \(table.shape)\(positions.map { " and \($0.name) of shape \($0.shape)" } ?? "") \
    for \(ids.columns) tokens
    """)
  return ids.tape.record(
    EmbeddingOperation(ids: ids.node, table: table, positions: positions),
    rows: ids.rows * ids.columns, columns: table.shape[1])
}

struct EmbeddingOperation: Operation {
  var ids: Int
  var table: ParameterSlice
  var positions: ParameterSlice?

  var operands: [Int] { [ids] }
  var parameters: [ParameterSlice] { [table] + (positions.map { [$0] } ?? []) }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(
      .tokenEmbedding(
        TokenEmbedding(
          ids: plan.value[ids], table: plan.parameter(table),
          positions: positions.map { plan.parameter($0) }, into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    if plan.moves(table) {
      let (slot, accumulates) = plan.parameterGradient(table)
      plan.append(
        .tokenEmbeddingGradient(
          TokenEmbeddingGradient(
            ids: plan.value[ids], gradient: gradient, into: slot, accumulates: accumulates)))
    }
    guard let positions, plan.moves(positions) else { return }
    let (dPositions, addsToPositions) = plan.parameterGradient(positions)
    plan.append(
      .repeatedAdditionGradient(
        RepeatedAdditionGradient(
          gradient: gradient, into: dPositions, accumulates: addsToPositions)))
  }
}
