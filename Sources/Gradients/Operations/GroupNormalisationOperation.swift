import Tensors

/// Normalises the pixels of each group of neighbouring channels of an image together. Wu and He 2018.
/// - Parameters:
///   - x: `[batch · pixels, channels]`.
///   - groups: divides the channels.
///   - pixels: rows of one image.
public func groupNormalisation(
  _ x: Variable, groups: Int, pixels: Int, scale: ParameterSlice, shift: ParameterSlice,
  epsilon: Float = 1e-5
) -> Variable {
  requireOneAColumn(scale, shift, of: x)
  precondition(
    groups > 0 && x.columns % groups == 0 && pixels > 0 && x.rows % pixels == 0,
    "\(groups) groups and \(pixels) pixels of \(x.shape)")
  return x.tape.record(
    GroupNormalisationOperation(
      x: x.node, groups: ChannelGroups(count: groups, pixels: pixels), scale: scale, shift: shift,
      epsilon: epsilon), rows: x.rows, columns: x.columns)
}

struct GroupNormalisationOperation: Operation {
  var x: Int
  var groups: ChannelGroups
  var scale: ParameterSlice
  var shift: ParameterSlice
  var epsilon: Float

  var operands: [Int] { [x] }
  var parameters: [ParameterSlice] { [scale, shift] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    let items = plan.nodes[node].rows / groups.pixels
    let mean = plan.keep(rows: items, columns: groups.count, for: node)
    let inverse = plan.keep(rows: items, columns: groups.count, for: node)
    plan.append(
      .groupNormalisation(
        GroupNormalisation(
          of: plan.value[x], groups: groups, mean: mean, inverse: inverse,
          scale: plan.parameter(scale), shift: plan.parameter(shift), into: plan.value[node],
          epsilon: epsilon)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let kept = plan.kept(by: node)
    let target = plan.needsGradient(x) ? plan.elementwiseGradient(of: x, from: gradient) : nil
    let parameters = plan.parameterGradients(scale: scale, shift: shift)
    plan.append(
      .groupNormalisationGradient(
        NormalisationGradient(
          of: plan.value[x], mean: kept[0], inverse: kept[1], scale: plan.parameter(scale),
          gradient: gradient, into: target?.0, accumulates: target?.accumulates ?? false,
          scaleGradient: parameters.scale, shiftGradient: parameters.shift,
          accumulatesParameters: parameters.accumulates),
        groups))
  }
}
