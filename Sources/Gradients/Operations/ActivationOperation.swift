import Tensors

/// The activation function `function` of every element.
public func activation(_ x: Variable, _ function: Activation) -> Variable {
  precondition(!x.isScalar, "\(function.rawValue) of a scalar")
  return x.tape.record(
    ActivationOperation(x: x.node, function: function), rows: x.rows, columns: x.columns)
}

/// max(x, 0); the derivative at 0 is 0.
public func relu(_ x: Variable) -> Variable { activation(x, .relu) }

struct ActivationOperation: Operation {
  var x: Int
  var function: Activation

  var operands: [Int] { [x] }
  // A rectified element that something sets to 0 afterwards (dropout) has no gradient either way.
  var gradientReadsValue: Bool { function.gradientReadsResult && function != .relu }

  func emitForward(of node: Int, in plan: inout Plan) {
    let overwrites = function.gradientReadsResult && plan.mayOverwrite(x)
    plan.value[node] = overwrites ? plan.share(x) : plan.reserve(for: node)
    plan.append(
      .activation(ActivationPass(function, of: plan.value[x], into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let reference = function.gradientReadsResult ? plan.value[node] : plan.value[x]
    let (slot, accumulates) = plan.elementwiseGradient(of: x, from: gradient)
    plan.append(
      .activationGradient(
        ActivationGradient(
          function, reference: reference, gradient: gradient, into: slot,
          accumulates: accumulates)))
  }
}

extension Activation {
  /// Whether the derivative is computed from the function's result instead of its argument.
  var gradientReadsResult: Bool {
    switch self {
    case .relu: true
    }
  }
}
