import Tensors

/// √x of every element; its derivative at 0 is taken to be 0.
public func sqrt(_ x: Variable) -> Variable { element(x, .squareRoot) }
/// The natural logarithm of every element.
public func log(_ x: Variable) -> Variable { element(x, .logarithm) }
/// eˣ of every element.
public func exp(_ x: Variable) -> Variable { element(x, .exponential) }
/// |x| of every element; the derivative at 0 is 0.
public func abs(_ x: Variable) -> Variable { element(x, .magnitude) }
/// cos x of every element.
public func cos(_ x: Variable) -> Variable { element(x, .cosine) }

private func element(_ x: Variable, _ function: ElementFunction) -> Variable {
  precondition(!x.isScalar, "a \(function.rawValue) of a scalar")
  return x.tape.record(
    ElementOperation(x: x.node, function: function), rows: x.rows, columns: x.columns)
}

struct ElementOperation: Operation {
  var x: Int
  var function: ElementFunction

  var operands: [Int] { [x] }
  var gradientReads: ReadOfValue { function.gradientReadsResult ? .value : .nothing }

  func emitForward(of node: Int, in plan: inout Plan) {
    let overwrites = plan.mayOverwrite(x) && (function.gradientReadsResult || !plan.isTraining)
    plan.value[node] = overwrites ? plan.share(x, as: node) : plan.reserve(for: node)
    plan.append(.element(ElementPass(function, of: plan.value[x], into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) = plan.elementwiseGradient(of: x, from: gradient)
    plan.append(
      .elementGradient(
        ElementGradient(
          function, reference: plan.value[function.gradientReadsResult ? node : x],
          gradient: gradient, into: slot, accumulates: accumulates)))
  }
}
