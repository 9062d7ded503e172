import Tensors

/// x plus a learned vector for every place of a period: row r gets that of r mod period. Positions of
/// tokens, or one vector for all rows.
/// - Parameter pattern: shape `[period, columns]`, or `[columns]`.
public func add(_ pattern: ParameterSlice, to x: Variable) -> Variable {
  let period = pattern.count / x.columns
  precondition(
    pattern.shape.last == x.columns && period > 0 && x.rows % period == 0,
    "\(pattern.name) of shape \(pattern.shape) on \(x.shape)")
  return x.tape.record(
    RepeatedOperation(x: x.node, pattern: pattern), rows: x.rows, columns: x.columns)
}

struct RepeatedOperation: Operation {
  var x: Int
  var pattern: ParameterSlice

  var operands: [Int] { [x] }
  var parameters: [ParameterSlice] { [pattern] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.mayOverwrite(x) ? plan.share(x, as: node) : plan.reserve(for: node)
    plan.append(
      .repeatedAddition(
        RepeatedAddition(
          of: plan.value[x], pattern: plan.parameter(pattern), into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    if plan.moves(pattern) {
      let (dPattern, addsToPattern) = plan.parameterGradient(pattern)
      plan.append(
        .repeatedAdditionGradient(
          RepeatedAdditionGradient(
            gradient: gradient, into: dPattern, accumulates: addsToPattern)))
    }
    guard plan.needsGradient(x) else { return }
    let (slot, accumulates) = plan.elementwiseGradient(of: x, from: gradient)
    guard slot != gradient else { return }
    plan.append(.scaling(Scaling(of: gradient, factor: 1, into: slot, accumulates: accumulates)))
  }
}
