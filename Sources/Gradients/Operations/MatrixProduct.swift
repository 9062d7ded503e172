import Tensors

/// x · y, or x · yᵀ.
/// - Returns: `[x.rows, y.columns]`, or `[x.rows, y.rows]`.
public func product(_ x: Variable, _ y: Variable, transposingRight: Bool = false) -> Variable {
  precondition(
    x.columns == (transposingRight ? y.columns : y.rows) && !x.isScalar && !y.isScalar,
    "a product of \(x.shape) and \(y.shape)\(transposingRight ? ", transposed" : "")")
  return x.tape.record(
    MatrixProduct(x: x.node, y: y.node, transposesRight: transposingRight), rows: x.rows,
    columns: transposingRight ? y.rows : y.columns)
}

struct MatrixProduct: Operation {
  var x: Int
  var y: Int
  var transposesRight: Bool

  var operands: [Int] { [x, y] }
  var couplesRows: Bool { true }
  var fixedOperands: [Int] { [y] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.product(
      plan.value[x], by: plan.value[y], transposingRight: transposesRight, into: plan.value[node])
  }

  /// z = x·y: dx = dz · yᵀ, dy = xᵀ · dz. z = x·yᵀ: dx = dz · y, dy = dzᵀ · x.
  func emitBackward(of node: Int, gradient dz: Slot, in plan: inout Plan) {
    if plan.needsGradient(x) {
      let (slot, accumulates) = plan.gradient(of: x)
      plan.product(
        dz, by: plan.value[y], transposingRight: !transposesRight, into: slot,
        accumulates: accumulates)
    }
    if plan.needsGradient(y) {
      let (slot, accumulates) = plan.gradient(of: y)
      let (left, right) = transposesRight ? (dz, plan.value[x]) : (plan.value[x], dz)
      plan.product(left, transposingLeft: true, by: right, into: slot, accumulates: accumulates)
    }
  }
}
