import Tensors

/// The token of this number of every sequence: `[batch, width]`.
/// - Parameter x: `[batch · tokens, width]`.
public func token(_ number: Int, of x: Variable, tokens: Int) -> Variable {
  precondition(number >= 0 && number < tokens, "token \(number) of \(tokens)")
  return pooled(x, tokens: tokens, .token(number), ids: nil)
}

/// The mean of the tokens of every sequence, those with a negative id left out: `[batch, width]`.
/// - Parameters:
///   - x: `[batch · tokens, width]`.
///   - ids: `[batch, tokens]`.
public func tokenMean(_ x: Variable, tokens: Int, ids: Variable? = nil) -> Variable {
  pooled(x, tokens: tokens, .mean, ids: ids)
}

private func pooled(
  _ x: Variable, tokens: Int, _ pooling: TokenPooling, ids: Variable?
) -> Variable {
  precondition(
    tokens > 0 && x.rows % tokens == 0
      && (ids.map { $0.columns == tokens && $0.rows == x.rows / tokens } ?? true),
    "\(tokens) tokens a sequence in \(x.shape)")
  return x.tape.record(
    TokenPoolingOperation(x: x.node, pooling: pooling, ids: ids?.node), rows: x.rows / tokens,
    columns: x.columns)
}

/// One learned token before every sequence: `[batch · (tokens + 1), width]`.
/// - Parameters:
///   - first: shape `[width]`.
///   - x: `[batch · tokens, width]`.
public func prepend(_ first: ParameterSlice, to x: Variable, tokens: Int) -> Variable {
  precondition(
    first.shape == [x.columns] && tokens > 0 && x.rows % tokens == 0,
    "\(first.name) of shape \(first.shape) before \(tokens) tokens of \(x.shape)")
  return x.tape.record(
    TokenPrefixOperation(x: x.node, first: first, tokens: tokens),
    rows: x.rows / tokens * (tokens + 1), columns: x.columns)
}

struct TokenPoolingOperation: Operation {
  var x: Int
  var pooling: TokenPooling
  var ids: Int?

  var operands: [Int] { [x] + (ids.map { [$0] } ?? []) }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(.tokens(pass(of: node, in: plan)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.gradient(of: x)
    plan.append(
      .tokensGradient(
        TokenGradient(
          of: pass(of: node, in: plan), gradient: gradient, into: slot,
          accumulates: accumulates)))
  }

  private func pass(of node: Int, in plan: Plan) -> TokenPass {
    TokenPass(
      pooling, of: plan.value[x], ids: ids.map { plan.value[$0] }, into: plan.value[node])
  }
}

struct TokenPrefixOperation: Operation {
  var x: Int
  var first: ParameterSlice
  var tokens: Int

  var operands: [Int] { [x] }
  var parameters: [ParameterSlice] { [first] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(
      .tokenPrefix(
        TokenPrefix(
          plan.parameter(first), before: plan.value[x], tokens: tokens, into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (dFirst, addsToFirst) = plan.parameterGradient(first)
    let target = plan.needsGradient(x) ? plan.gradient(of: x) : nil
    plan.append(
      .tokenPrefixGradient(
        TokenPrefixGradient(
          gradient: gradient, tokens: tokens, firstGradient: dFirst,
          accumulatesFirst: addsToFirst, into: target?.0,
          accumulates: target?.accumulates ?? false)))
  }
}
