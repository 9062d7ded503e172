import Tensors

/// The mean over rows of Σ x over columns: makes a loss of anything computed row by row, such as
/// 1 − cosine.
///
/// - Parameter w: weight of every row, `[rows, 1]`: the mean is Σ w · Σ x / rows. Not differentiated.
public func rowMean(_ x: Variable, rows w: Variable? = nil) -> Variable {
  precondition(!x.isScalar, "a mean over rows of a scalar")
  requireWeights(w, of: x)
  let x = w.map { scaledRows(x, by: $0) } ?? x
  return x.tape.record(RowMeanLoss(x: x.node), rows: 1, columns: 1)
}

struct RowMeanLoss: ScalarOperation {
  var x: Int

  var operands: [Int] { [x] }

  func emitLoss(of node: Int, weight: Double, in plan: inout Plan) {
    let (slot, accumulates) = plan.lossGradient(of: x)
    plan.append(
      .rowMean(
        RowMean(of: plan.value[x], weight: weight, gradient: slot, accumulates: accumulates)))
  }
}
