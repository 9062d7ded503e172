import Tensors

/// x · W + b.
/// - Parameters:
///   - x: `[rows, in]`.
///   - weight: shape `[in, out]`.
///   - bias: shape `[out]`.
/// - Returns: `[rows, out]`.
public func linear(_ x: Variable, weight: ParameterSlice, bias: ParameterSlice) -> Variable {
  precondition(
    weight.shape.count == 2 && weight.shape[0] == x.columns && bias.shape == [weight.shape[1]],
    """
    \(weight.name) of shape \(weight.shape) and \(bias.name) of shape \(bias.shape) on \
    \(x.columns) columns
    """)
  return x.tape.record(
    .linear(x.node, weight: weight, bias: bias), rows: x.rows, columns: weight.shape[1])
}

/// max(x, 0); the derivative at 0 is 0.
public func relu(_ x: Variable) -> Variable {
  precondition(!x.isScalar, "relu of a scalar")
  return x.tape.record(.rectified(x.node), rows: x.rows, columns: x.columns)
}

/// Sets elements to 0 with probability `rate` and divides the others by 1 − rate, so that the mean
/// stays (inverted dropout). Does nothing in evaluation.
public func dropout(_ x: Variable, rate: Float) -> Variable {
  precondition(rate >= 0 && rate < 1, "a dropout rate of \(rate); expected 0 ≤ rate < 1")
  guard x.tape.isTraining, rate > 0 else { return x }
  return x.tape.record(
    .dropped(x.node, rate: rate, site: x.tape.nextDropoutSite()), rows: x.rows,
    columns: x.columns)
}
