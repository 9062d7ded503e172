import Tensors

/// The activation function `function` of every element.
public func activation(_ x: Variable, _ function: Activation) -> Variable {
  precondition(!x.isScalar, "\(function.rawValue) of a scalar")
  return x.tape.record(
    ActivationOperation(x: x.node, function: function), rows: x.rows, columns: x.columns)
}

/// max(x, 0); the derivative at 0 is 0.
public func relu(_ x: Variable) -> Variable { activation(x, .relu) }
/// x · Φ(x), Φ the normal distribution function. Hendrycks and Gimpel 2016.
public func gelu(_ x: Variable) -> Variable { activation(x, .gelu) }
/// x / (1 + e⁻ˣ).
public func silu(_ x: Variable) -> Variable { activation(x, .silu) }
/// The hyperbolic tangent.
public func tanh(_ x: Variable) -> Variable { activation(x, .tanh) }

struct ActivationOperation: Operation {
  var x: Int
  var function: Activation

  var operands: [Int] { [x] }
  var gradientReads: ReadOfValue {
    function == .relu ? .sign : function.gradientReadsResult ? .value : .nothing
  }

  func emitForward(of node: Int, in plan: inout Plan) {
    let isOnlyReader = plan.mayOverwrite(x, keepingSign: function == .relu)
    let overwrites = isOnlyReader && (function.gradientReadsResult || !plan.isTraining)
    plan.value[node] = overwrites ? plan.share(x, as: node) : plan.reserve(for: node)
    // Nobody else reads x: its place can hold the derivative instead.
    let keepsSlope = isOnlyReader && !overwrites && plan.needsGradient(x)
    if keepsSlope { plan.noteSlope(of: node) }
    plan.append(
      .activation(
        ActivationPass(
          function, of: plan.value[x], into: plan.value[node], keepsSlope: keepsSlope)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.elementwiseGradient(of: x, from: gradient)
    guard !plan.keepsSlope(of: node) else {
      plan.append(
        .multiplication(
          Multiplication(gradient, plan.value[x], into: slot, accumulates: accumulates)))
      return
    }
    let reference = function.gradientReadsResult ? plan.value[node] : plan.value[x]
    plan.append(
      .activationGradient(
        ActivationGradient(
          function, reference: reference, gradient: gradient, into: slot,
          accumulates: accumulates)))
  }
}
