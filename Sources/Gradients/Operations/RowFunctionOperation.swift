import Tensors

/// eˣ / Σ eˣ of every row.
public func softmax(_ x: Variable) -> Variable { rowFunction(x, .softmax) }
/// x − log Σ eˣ of every row, in nats.
public func logSoftmax(_ x: Variable) -> Variable { rowFunction(x, .logSoftmax) }
/// log Σ eˣ of every row: `[rows, 1]`, in nats.
public func logSumExp(_ x: Variable) -> Variable { rowFunction(x, .logSumExp) }

private func rowFunction(_ x: Variable, _ function: RowFunction) -> Variable {
  precondition(!x.isScalar, "a \(function) of a scalar")
  return x.tape.record(
    RowFunctionOperation(x: x.node, function: function), rows: x.rows,
    columns: function == .logSumExp ? 1 : x.columns)
}

struct RowFunctionOperation: Operation {
  var x: Int
  var function: RowFunction

  var operands: [Int] { [x] }
  var gradientReads: ReadOfValue { .value }

  func emitForward(of node: Int, in plan: inout Plan) {
    let overwrites = function != .logSumExp && plan.mayOverwrite(x)
    plan.value[node] = overwrites ? plan.share(x, as: node) : plan.reserve(for: node)
    plan.append(.softmax(SoftmaxPass(function, of: plan.value[x], into: plan.value[node])))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    let (slot, accumulates) =
      function == .logSumExp
      ? plan.gradient(of: x) : plan.elementwiseGradient(of: x, from: gradient)
    plan.append(
      .softmaxGradient(
        SoftmaxGradient(
          function, argument: plan.value[x], result: plan.value[node], gradient: gradient,
          into: slot, accumulates: accumulates)))
  }
}
