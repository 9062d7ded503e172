import Tensors

/// Mean over rows of −Σ p log softmax(z), in nats.
/// - Parameters:
///   - z: logits, `[rows, classes]`.
///   - p: target distribution of every row; hard labels are one-hot rows. Not differentiated.
public func crossEntropy(_ z: Variable, targets p: Variable) -> Variable {
  crossEntropy(z, targets: p, temperature: 1)
}

/// Mean over rows of −Σ p log softmax(z/T), in nats.
public func crossEntropy(
  _ z: Variable, targets p: Variable, temperature: Float
) -> Variable {
  softmaxLoss(z, p, .probabilities(temperature: temperature))
}

/// Mean over rows of −Σ softmax(t/Tₜ) log softmax(z/Tₛ), in nats: the cross-entropy form of
/// distillation; generalized distillation (Lopez-Paz et al. 2016) has Tₛ = 1.
public func crossEntropyFromLogits(
  _ z: Variable, teacher t: Variable, teacherTemperature: Float, studentTemperature: Float
) -> Variable {
  softmaxLoss(
    z, t, .logits(targetTemperature: teacherTemperature, temperature: studentTemperature))
}

/// Mean over rows of KL(softmax(t/T) ‖ softmax(z/T)), in nats. Hinton et al. 2015 without its T².
/// - Parameters:
///   - t: teacher logits, `[rows, classes]`. Not differentiated.
///   - z: student logits.
public func divergence(
  from t: Variable, to z: Variable, temperature: Float
) -> Variable {
  softmaxLoss(z, t, .divergence(temperature: temperature))
}

private func softmaxLoss(_ z: Variable, _ targets: Variable, _ kind: CrossEntropyKind) -> Variable {
  requireTargets(z, targets)
  return z.tape.record(
    SoftmaxLoss(z: z.node, targets: targets.node, kind: kind), rows: 1, columns: 1)
}

struct SoftmaxLoss: ScalarOperation {
  var z: Int
  var targets: Int
  var kind: CrossEntropyKind

  var operands: [Int] { [z, targets] }

  func emitLoss(of node: Int, weight: Double, in plan: inout Plan) {
    let (slot, accumulates) = plan.lossGradient(of: z)
    let scratch = plan.scratch(CrossEntropy.scratchCount(classes: plan.value[z].columns))
    plan.append(
      .crossEntropy(
        CrossEntropy(
          logits: plan.value[z], targets: plan.value[targets], kind: kind, weight: weight,
          gradient: slot, accumulates: accumulates, scratch: scratch)))
  }
}
