import Tensors

/// x as a number of its own: nothing that reads it reaches what x was computed from. Targets that a part of the
/// same fit makes; Grill et al. 2020 write sg(x).
public func stopGradient(_ x: Variable) -> Variable {
  precondition(!x.isScalar, "a gradient stopped at a scalar")
  return x.tape.record(StopGradient(x: x.node), rows: x.rows, columns: x.columns)
}

struct StopGradient: Operation {
  var x: Int

  var operands: [Int] { [x] }
  var stopsGradient: Bool { true }

  func emitForward(of node: Int, in plan: inout Plan) {
    if plan.mayOverwrite(x) {
      plan.value[node] = plan.share(x, as: node)
    } else {
      plan.value[node] = plan.reserve(for: node)
      plan.append(.scaling(Scaling(of: plan.value[x], factor: 1, into: plan.value[node])))
    }
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {}
}
