import Tensors

/// Mean over rows of −Σ p log softmax(z), in nats.
/// - Parameters:
///   - z: logits, `[rows, classes]`.
///   - p: target distribution of every row; hard labels are one-hot rows. Not differentiated.
///   - w: weight of every row, `[rows, 1]`: the mean is Σ w · loss / rows, and a row of weight 0 is not looked
///     at. Not differentiated.
public func crossEntropy(
  _ z: Variable, targets p: Variable, rows w: Variable? = nil
) -> Variable {
  crossEntropy(z, targets: p, temperature: 1, rows: w)
}

/// Mean over rows of −Σ p log softmax(z/T), in nats.
public func crossEntropy(
  _ z: Variable, targets p: Variable, temperature: Float, rows w: Variable? = nil
) -> Variable {
  softmaxLoss(z, p, .probabilities(temperature: temperature), w)
}

/// Mean over rows of −Σ softmax(t/Tₜ) log softmax(z/Tₛ), in nats: the cross-entropy form of
/// distillation; generalized distillation (Lopez-Paz et al. 2016) has Tₛ = 1.
public func crossEntropyFromLogits(
  _ z: Variable, teacher t: Variable, teacherTemperature: Float, studentTemperature: Float,
  rows w: Variable? = nil
) -> Variable {
  softmaxLoss(
    z, t, .logits(targetTemperature: teacherTemperature, temperature: studentTemperature), w)
}

/// Mean over rows of KL(softmax(t/T) ‖ softmax(z/T)), in nats. Hinton et al. 2015 without its T².
/// - Parameters:
///   - t: teacher logits, `[rows, classes]`. Not differentiated.
///   - z: student logits.
public func divergence(
  from t: Variable, to z: Variable, temperature: Float, rows w: Variable? = nil
) -> Variable {
  softmaxLoss(z, t, .divergence(temperature: temperature), w)
}

private func softmaxLoss(
  _ z: Variable, _ targets: Variable, _ kind: CrossEntropyKind, _ weights: Variable?
) -> Variable {
  requireTargets(z, targets)
  requireWeights(weights, of: z)
  return z.tape.record(
    SoftmaxLoss(z: z.node, targets: targets.node, weights: weights?.node, kind: kind), rows: 1,
    columns: 1)
}

struct SoftmaxLoss: ScalarOperation {
  var z: Int
  var targets: Int
  var weights: Int?
  var kind: CrossEntropyKind

  var operands: [Int] { [z, targets] + [weights].compactMap { $0 } }

  func emitLoss(of node: Int, weight: Double, in plan: inout Plan) {
    let (slot, accumulates) = plan.lossGradient(of: z)
    let scratch = plan.scratch(CrossEntropy.scratchCount(classes: plan.value[z].columns))
    plan.append(
      .crossEntropy(
        CrossEntropy(
          logits: plan.value[z], targets: plan.value[targets], kind: kind,
          rowWeights: weights.map { plan.value[$0] }, weight: weight, gradient: slot,
          accumulates: accumulates, scratch: scratch)))
  }
}
