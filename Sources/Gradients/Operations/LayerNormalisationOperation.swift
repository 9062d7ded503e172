import Tensors

/// (x − mean) / √(variance + ε) · scale + shift, mean and variance of each row. Ba et al. 2016.
/// - Parameters:
///   - scale: shape `[columns]`.
///   - shift: shape `[columns]`.
public func layerNormalisation(
  _ x: Variable, scale: ParameterSlice, shift: ParameterSlice, epsilon: Float = 1e-5
) -> Variable {
  requireOneAColumn(scale, shift, of: x)
  return x.tape.record(
    LayerNormalisationOperation(
      x: x.node, addend: nil, scale: scale, shift: shift, epsilon: epsilon),
    rows: x.rows, columns: x.columns)
}

/// The layer normalisation of x + y, in one pass.
public func layerNormalisation(
  ofSum x: Variable, _ y: Variable, scale: ParameterSlice, shift: ParameterSlice,
  epsilon: Float = 1e-5
) -> Variable {
  precondition(
    x.rows == y.rows && x.columns == y.columns, "a sum of \(x.shape) and \(y.shape)")
  requireOneAColumn(scale, shift, of: x)
  return x.tape.record(
    LayerNormalisationOperation(
      x: x.node, addend: y.node, scale: scale, shift: shift, epsilon: epsilon),
    rows: x.rows, columns: x.columns)
}

func requireOneAColumn(_ scale: ParameterSlice, _ shift: ParameterSlice, of x: Variable) {
  precondition(
    scale.shape == [x.columns] && shift.shape == [x.columns],
    """
    \(scale.name) of shape \(scale.shape) and \(shift.name) of shape \(shift.shape) on \
    \(x.columns) columns
    """)
}

struct LayerNormalisationOperation: Operation {
  var x: Int
  var addend: Int?
  var scale: ParameterSlice
  var shift: ParameterSlice
  var epsilon: Float

  var operands: [Int] { [x] + (addend.map { [$0] } ?? []) }
  var parameters: [ParameterSlice] { [scale, shift] }

  func emitForward(of node: Int, in plan: inout Plan) {
    let rows = plan.nodes[node].rows
    plan.value[node] = plan.reserve(for: node)
    let mean = plan.keep(rows: rows, columns: 1, for: node)
    let inverse = plan.keep(rows: rows, columns: 1, for: node)
    let sum =
      addend == nil
      ? plan.value[x] : plan.keep(rows: rows, columns: plan.nodes[node].columns, for: node)
    plan.append(
      .layerNormalisation(
        LayerNormalisation(
          of: plan.value[x], plus: addend.map { plan.value[$0] }, sum: sum, mean: mean,
          inverse: inverse, scale: plan.parameter(scale), shift: plan.parameter(shift),
          into: plan.value[node], epsilon: epsilon)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    guard let addend else {
      let target = plan.needsGradient(x) ? plan.elementwiseGradient(of: x, from: gradient) : nil
      append(of: node, gradient: gradient, into: target, to: &plan)
      return
    }
    // Both terms have one gradient: computed once where it can lie, and added to the other's.
    let needing = [addend, x].filter { plan.needsGradient($0) }
    guard let first = needing.first else {
      append(of: node, gradient: gradient, into: nil, to: &plan)
      return
    }
    let (slot, accumulates) = plan.elementwiseGradient(of: first, from: gradient)
    let whole = accumulates ? plan.scratch(like: gradient) : slot
    append(of: node, gradient: gradient, into: (whole, false), to: &plan)
    if accumulates {
      plan.append(.scaling(Scaling(of: whole, factor: 1, into: slot, accumulates: true)))
    }
    for other in needing.dropFirst() {
      let (slot, accumulates) = plan.gradient(of: other)
      plan.append(.scaling(Scaling(of: whole, factor: 1, into: slot, accumulates: accumulates)))
    }
  }

  private func append(
    of node: Int, gradient: Slot, into target: (slot: Slot, accumulates: Bool)?,
    to plan: inout Plan
  ) {
    let kept = plan.kept(by: node)
    let parameters = plan.parameterGradients(scale: scale, shift: shift)
    plan.append(
      .layerNormalisationGradient(
        NormalisationGradient(
          of: addend == nil ? plan.value[x] : kept[2], mean: kept[0], inverse: kept[1],
          scale: plan.parameter(scale), gradient: gradient, into: target?.slot,
          accumulates: target?.accumulates ?? false, scaleGradient: parameters.scale,
          shiftGradient: parameters.shift,
          accumulatesParameters: parameters.accumulates)))
  }
}
