import Tensors

/// The same numbers in the same order, in rows of another length: `[batch, tokens · width]` as
/// `[batch · tokens, width]`, or back. Costs nothing.
public func reshaped(_ x: Variable, columns: Int) -> Variable {
  let count = x.rows * x.columns
  precondition(columns > 0 && count % columns == 0, "\(x.shape) in rows of \(columns)")
  return x.tape.record(Reshaping(x: x.node), rows: count / columns, columns: columns)
}

struct Reshaping: Operation {
  var x: Int

  var operands: [Int] { [x] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.share(x, as: node)
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.elementwiseGradient(of: x, from: gradient)
    guard slot.offset != gradient.offset else { return }
    plan.append(.scaling(Scaling(of: gradient, factor: 1, into: slot, accumulates: accumulates)))
  }
}
