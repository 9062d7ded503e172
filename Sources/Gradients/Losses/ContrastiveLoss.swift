import Tensors

/// In-batch contrastive loss (InfoNCE) in nats: the mean over rows of
///
///     −log softmax_j(s[i, j] / τ)[i]
///
/// where `isSymmetric`, the mean of that and of the same over columns. van den Oord et al. 2018;
/// Radford et al. 2021.
/// - Parameters:
///   - similarities: s, `[rows, rows]`; the pairs that belong together stand on the diagonal.
///   - temperature: τ.
public func contrastiveLoss(
  _ similarities: Variable, temperature: Float, isSymmetric: Bool = false
) -> Variable {
  precondition(
    similarities.rows == similarities.columns && !similarities.isScalar && temperature > 0,
    "a contrastive loss of \(similarities.shape) at temperature \(temperature)")
  return similarities.tape.record(
    ContrastiveLoss(
      similarities: similarities.node, temperature: temperature, isSymmetric: isSymmetric),
    rows: 1, columns: 1)
}

struct ContrastiveLoss: ScalarOperation {
  var similarities: Int
  var temperature: Float
  var isSymmetric: Bool

  var operands: [Int] { [similarities] }
  var couplesRows: Bool { true }

  func emitLoss(of node: Int, weight: Double, in plan: inout Plan) {
    let (slot, accumulates) = plan.lossGradient(of: similarities)
    let scratch = plan.scratch(Contrast.scratchCount(rows: plan.nodes[similarities].rows))
    plan.append(
      .contrast(
        Contrast(
          similarities: plan.value[similarities], temperature: temperature,
          isSymmetric: isSymmetric, weight: weight, gradient: slot, accumulates: accumulates,
          scratch: scratch)))
  }
}
