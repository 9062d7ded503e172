/// How parameters follow the gradient.
public enum OptimizerSpecification: Sendable, Hashable {
  /// - nesterov: whether the gradient looks ahead along the velocity.
  case sgd(rate: Double, momentum: Double, nesterov: Bool = false)
  case rmsprop(rate: Double, decay: Double, epsilon: Double)
  /// Weight decay is part of the gradient, as in torch's `Adam`.
  case adam(rate: Double, beta1: Double, beta2: Double, epsilon: Double)
  /// Weight decay is a step of its own.
  case adamw(rate: Double, beta1: Double, beta2: Double, epsilon: Double)
  /// Full-batch; linear networks only. `epochs` and `batch` do not apply.
  case lbfgs(iterations: Int, history: Int, tolerance: Double)
}

extension OptimizerSpecification: CustomStringConvertible {
  /// `sgd(rate: 0.1, momentum: 0.9)`. Part of a run's key: what is there stays as it is.
  public var description: String {
    switch self {
    case .sgd(let rate, let momentum, let nesterov):
      "sgd(rate: \(rate), momentum: \(momentum)\(nesterov ? ", nesterov: true" : ""))"
    case .rmsprop(let rate, let decay, let epsilon):
      "rmsprop(rate: \(rate), decay: \(decay), epsilon: \(epsilon))"
    case .adam(let rate, let beta1, let beta2, let epsilon):
      "adam(rate: \(rate), beta1: \(beta1), beta2: \(beta2), epsilon: \(epsilon))"
    case .adamw(let rate, let beta1, let beta2, let epsilon):
      "adamw(rate: \(rate), beta1: \(beta1), beta2: \(beta2), epsilon: \(epsilon))"
    case .lbfgs(let iterations, let history, let tolerance):
      "lbfgs(iterations: \(iterations), history: \(history), tolerance: \(tolerance))"
    }
  }
}
