import Tensors

extension Variable {
  /// left / right, element by element, of two matrices of one shape.
  public static func / (left: Variable, right: Variable) -> Variable {
    precondition(
      left.rows == right.rows && left.columns == right.columns && !left.isScalar
        && !right.isScalar, "a quotient, element by element, of \(left.shape) and \(right.shape)")
    return left.tape.record(
      Quotient(left: left.node, right: right.node), rows: left.rows, columns: left.columns)
  }
}

struct Quotient: Operation {
  var left: Int
  var right: Int

  var operands: [Int] { [left, right] }
  var gradientReads: ReadOfValue { .value }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(
      .division(Division(plan.value[left], by: plan.value[right], into: plan.value[node])))
  }

  /// dleft = dz / right; dright = −dz · z / right.
  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    if plan.needsGradient(right) {
      let (slot, accumulates) = plan.gradient(of: right)
      plan.append(
        .divisorGradient(
          DivisorGradient(
            quotient: plan.value[node], divisor: plan.value[right], gradient: gradient,
            into: slot, accumulates: accumulates)))
    }
    if plan.needsGradient(left) {
      let (slot, accumulates) = plan.gradient(of: left)
      plan.append(
        .division(
          Division(gradient, by: plan.value[right], into: slot, accumulates: accumulates)))
    }
  }
}
