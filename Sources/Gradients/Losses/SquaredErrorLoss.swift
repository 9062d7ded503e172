import Tensors

/// Mean over rows of Σ (z − y)² over columns.
/// - Parameters:
///   - y: not differentiated.
///   - w: weight of every row, `[rows, 1]`: the mean is Σ w · Σ (z − y)² / rows. Not differentiated.
public func meanSquaredError(
  _ z: Variable, _ y: Variable, rows w: Variable? = nil
) -> Variable {
  requireTargets(z, y)
  requireWeights(w, of: z)
  return z.tape.record(
    SquaredErrorLoss(z: z.node, targets: y.node, weights: w?.node), rows: 1, columns: 1)
}

struct SquaredErrorLoss: ScalarOperation {
  var z: Int
  var targets: Int
  var weights: Int?

  var operands: [Int] { [z, targets] + [weights].compactMap { $0 } }

  func emitLoss(of node: Int, weight: Double, in plan: inout Plan) {
    let (slot, accumulates) = plan.lossGradient(of: z)
    plan.append(
      .squaredError(
        SquaredError(
          prediction: plan.value[z], targets: plan.value[targets],
          rowWeights: weights.map { plan.value[$0] }, weight: weight, gradient: slot,
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

func requireWeights(_ weights: Variable?, of z: Variable) {
  guard let weights else { return }
  precondition(
    !weights.isScalar && weights.rows == z.rows && weights.columns == 1,
    "weights of \(weights.shape) for the rows of \(z.shape)")
  precondition(
    !weights.tape.nodes[weights.node].needsGradient,
    "weights of a loss depend on parameters; stop their gradient, or pass them as an input")
}
