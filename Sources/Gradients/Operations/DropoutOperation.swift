import Tensors

/// Sets elements to 0 with probability `rate` and divides the others by 1 − rate, so that the mean
/// stays (inverted dropout). Does nothing in evaluation.
public func dropout(_ x: Variable, rate: Float) -> Variable {
  precondition(rate >= 0 && rate < 1, "a dropout rate of \(rate); expected 0 ≤ rate < 1")
  guard x.tape.isTraining, rate > 0 else { return x }
  return x.tape.record(
    DropoutOperation(x: x.node, rate: rate, site: x.tape.nextDropoutSite()), rows: x.rows,
    columns: x.columns)
}

struct DropoutOperation: Operation {
  var x: Int
  var rate: Float
  var site: Int

  var operands: [Int] { [x] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] =
      plan.mayOverwrite(x, keepingSign: true) ? plan.share(x, as: node) : plan.reserve(for: node)
    let mask = plan.keep(rows: plan.value[node].rows, columns: plan.value[node].columns, for: node)
    plan.append(
      .dropout(
        Dropout(of: plan.value[x], mask: mask, into: plan.value[node], rate: rate, site: site)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.elementwiseGradient(of: x, from: gradient)
    plan.append(
      .multiplication(
        Multiplication(gradient, plan.kept(by: node)[0], into: slot, accumulates: accumulates)))
  }
}
