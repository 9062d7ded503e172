import Tensors

extension Variable {
  /// A number added to every element of a matrix.
  public static func + (variable: Variable, number: Float) -> Variable {
    precondition(!variable.isScalar, "a shifted scalar")
    return variable.tape.record(
      Shift(x: variable.node, number: number), rows: variable.rows, columns: variable.columns)
  }

  public static func - (variable: Variable, number: Float) -> Variable { variable + -number }
}

struct Shift: Operation {
  var x: Int
  var number: Float

  var operands: [Int] { [x] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(.filling(Filling(plan.value[node], with: number)))
    plan.append(
      .scaling(
        Scaling(of: plan.value[x], factor: 1, into: plan.value[node], accumulates: true)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.elementwiseGradient(of: x, from: gradient)
    guard slot.offset != gradient.offset else { return }
    plan.append(.scaling(Scaling(of: gradient, factor: 1, into: slot, accumulates: accumulates)))
  }
}
