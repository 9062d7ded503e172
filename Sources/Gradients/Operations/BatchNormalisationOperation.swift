import Tensors

/// Normalises each column over the rows of the batch; in evaluation with the running mean and variance.
/// Ioffe and Szegedy 2015.
///
/// The running statistics are parameters that training moves but no gradient reaches:
/// running ← (1 − momentum) · running + momentum · batch, the variance there divided by rows − 1. Where
/// parameters are constants for a while they stay, and the batch is normalised by itself all the same.
public func batchNormalisation(
  _ x: Variable, scale: ParameterSlice, shift: ParameterSlice, runningMean: ParameterSlice,
  runningVariance: ParameterSlice, epsilon: Float = 1e-5, momentum: Float = 0.1
) -> Variable {
  requireOneAColumn(scale, shift, of: x)
  requireOneAColumn(runningMean, runningVariance, of: x)
  return x.tape.record(
    BatchNormalisationOperation(
      x: x.node, scale: scale, shift: shift, runningMean: runningMean,
      runningVariance: runningVariance, epsilon: epsilon, momentum: momentum), rows: x.rows,
    columns: x.columns)
}

struct BatchNormalisationOperation: Operation {
  var x: Int
  var scale: ParameterSlice
  var shift: ParameterSlice
  var runningMean: ParameterSlice
  var runningVariance: ParameterSlice
  var epsilon: Float
  var momentum: Float

  var operands: [Int] { [x] }
  var parameters: [ParameterSlice] { [scale, shift] }
  var couplesRows: Bool { true }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    let mean = plan.keep(rows: 1, columns: plan.nodes[node].columns, for: node)
    let inverse = plan.keep(rows: 1, columns: plan.nodes[node].columns, for: node)
    plan.append(
      .batchNormalisation(
        BatchNormalisation(
          of: plan.value[x], mean: mean, inverse: inverse,
          runningMean: plan.parameter(runningMean),
          runningVariance: plan.parameter(runningVariance), scale: plan.parameter(scale),
          shift: plan.parameter(shift), into: plan.value[node], epsilon: epsilon,
          momentum: plan.moves(runningMean) ? momentum : 0, isTraining: plan.isTraining)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let kept = plan.kept(by: node)
    let target = plan.needsGradient(x) ? plan.elementwiseGradient(of: x, from: gradient) : nil
    let parameters = plan.parameterGradients(scale: scale, shift: shift)
    plan.append(
      .batchNormalisationGradient(
        NormalisationGradient(
          of: plan.value[x], mean: kept[0], inverse: kept[1], scale: plan.parameter(scale),
          gradient: gradient, into: target?.0, accumulates: target?.accumulates ?? false,
          scaleGradient: parameters.scale, shiftGradient: parameters.shift,
          accumulatesParameters: parameters.accumulates)))
  }
}
