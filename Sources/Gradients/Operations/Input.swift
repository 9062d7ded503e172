import Tensors

/// A matrix that is filled before every replay.
struct Input: Operation {
  var operands: [Int] { [] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {}
}
