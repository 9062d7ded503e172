import Tensors

/// left + right, element by element.
struct Sum: Operation {
  var left: Int
  var right: Int

  var operands: [Int] { [left, right] }

  func emitForward(of node: Int, in plan: inout Plan) {
    if plan.mayOverwrite(left) {
      plan.value[node] = plan.share(left, as: node)
    } else {
      plan.value[node] = plan.reserve(for: node)
      plan.append(.scaling(Scaling(of: plan.value[left], factor: 1, into: plan.value[node])))
    }
    plan.append(
      .scaling(
        Scaling(of: plan.value[right], factor: 1, into: plan.value[node], accumulates: true)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    for operand in [right, left] where plan.needsGradient(operand) {
      // The last one may take the gradient over; the other one needs a copy.
      let (slot, accumulates) =
        operand == left
        ? plan.elementwiseGradient(of: operand, from: gradient) : plan.gradient(of: operand)
      guard slot != gradient else { continue }
      plan.append(
        .scaling(Scaling(of: gradient, factor: 1, into: slot, accumulates: accumulates)))
    }
  }
}

/// factor · x.
struct Scaled: Operation {
  var x: Int
  var factor: Float

  var operands: [Int] { [x] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(.scaling(Scaling(of: plan.value[x], factor: factor, into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.elementwiseGradient(of: x, from: gradient)
    plan.append(
      .scaling(Scaling(of: gradient, factor: factor, into: slot, accumulates: accumulates)))
  }
}

/// left · right, element by element.
struct ElementwiseProduct: Operation {
  var left: Int
  var right: Int

  var operands: [Int] { [left, right] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    plan.append(
      .multiplication(
        Multiplication(plan.value[left], plan.value[right], into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    for (operand, other) in [(left, right), (right, left)] where plan.needsGradient(operand) {
      let (slot, accumulates) = plan.gradient(of: operand)
      plan.append(
        .multiplication(
          Multiplication(gradient, plan.value[other], into: slot, accumulates: accumulates)))
    }
  }
}

/// left + right of two losses.
struct ScalarSum: ScalarOperation {
  var left: Int
  var right: Int

  var operands: [Int] { [left, right] }
  var terms: [(node: Int, factor: Double)] { [(left, 1), (right, 1)] }
}

/// factor · loss.
struct ScalarScaled: ScalarOperation {
  var x: Int
  var factor: Float

  var operands: [Int] { [x] }
  var terms: [(node: Int, factor: Double)] { [(x, Double(factor))] }
}
