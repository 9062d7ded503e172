import Tensors

/// activation(x · W + b).
/// - Parameters:
///   - x: `[rows, in]`.
///   - weight: shape `[in, out]`.
///   - bias: shape `[out]`; none for x · W.
/// - Returns: `[rows, out]`.
public func linear(
  _ x: Variable, weight: ParameterSlice, bias: ParameterSlice?,
  activation function: Activation? = nil
) -> Variable {
  precondition(
    weight.shape.count == 2 && weight.shape[0] == x.columns
      && (bias.map { $0.shape == [weight.shape[1]] } ?? true),
    """
    \(weight.name) of shape \(weight.shape)\(bias.map { " and \($0.name) of shape \($0.shape)" } ?? "") \
    on \(x.columns) columns
    """)
  let z = x.tape.record(
    Linear(x: x.node, weight: weight, bias: bias), rows: x.rows, columns: weight.shape[1])
  return function.map { activation(z, $0) } ?? z
}

struct Linear: Operation {
  var x: Int
  var weight: ParameterSlice
  var bias: ParameterSlice?

  var operands: [Int] { [x] }
  var parameters: [ParameterSlice] { [weight] + (bias.map { [$0] } ?? []) }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.product(
      plan.value[x], by: plan.parameter(weight), bias: bias.map { plan.parameter($0) },
      into: plan.value[node])
  }

  /// dW = xᵀ · dz, db = Σ_rows dz, dx = dz · Wᵀ, each where somebody asks for it.
  func emitBackward(of node: Int, gradient dz: Slot, in plan: inout Plan) {
    if let bias, plan.moves(bias) {
      let (db, addsToBias) = plan.parameterGradient(bias)
      plan.columnSums(of: dz, into: db, accumulates: addsToBias)
    }
    if plan.moves(weight) {
      let (dW, addsToW) = plan.parameterGradient(weight)
      plan.product(plan.value[x], transposingLeft: true, by: dz, into: dW, accumulates: addsToW)
    }
    guard plan.needsGradient(x) else { return }
    let (dx, addsToX) = plan.gradient(of: x)
    plan.product(
      dz, by: plan.parameter(weight), transposingRight: true, into: dx, accumulates: addsToX)
  }
}
