import Tensors

/// Mean over rows of Σ (z − y)² over columns.
/// - Parameter y: not differentiated.
public func meanSquaredError(_ z: Variable, _ y: Variable) -> Variable {
  requireTargets(z, y)
  return z.tape.record(SquaredErrorLoss(z: z.node, targets: y.node), rows: 1, columns: 1)
}

struct SquaredErrorLoss: ScalarOperation {
  var z: Int
  var targets: Int

  var operands: [Int] { [z, targets] }

  func emitLoss(of node: Int, weight: Double, in plan: inout Plan) {
    let (slot, accumulates) = plan.lossGradient(of: z)
    plan.append(
      .squaredError(
        SquaredError(
          prediction: plan.value[z], targets: plan.value[targets], weight: weight, gradient: slot,
          accumulates: accumulates)))
  }
}

func requireTargets(_ z: Variable, _ targets: Variable) {
  precondition(
    !z.isScalar && !targets.isScalar && z.rows == targets.rows && z.columns == targets.columns,
    "a loss between \(z.shape) and targets of \(targets.shape)")
  precondition(
    !targets.tape.nodes[targets.node].needsGradient,
    "targets of a loss depend on parameters; pass them as an input")
}
