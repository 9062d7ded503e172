/// How parameters follow the gradient. The formulas in full stand in
/// `retort_optimizers.h` and `LimitedMemory`.
public enum Optimizer: Sendable, Hashable {
  /// v ← μ v + g; w ← w − rate · v (PyTorch's convention: the rate is outside the velocity); with
  /// `nesterov`, w ← w − rate · (g + μ v).
  case sgd(rate: Float, momentum: Float, nesterov: Bool = false)
  /// s ← decay · s + (1 − decay) g²; w ← w − rate · g / √(s + ε): ε inside the root.
  case rmsprop(rate: Float, decay: Float, epsilon: Float)
  /// Kingma and Ba 2015: bias correction, ε outside the root; the penalty is part of the gradient.
  case adam(rate: Float, beta1: Float, beta2: Float, epsilon: Float)
  /// Loshchilov and Hutter 2019: decoupled decay, bias correction, ε outside the root.
  case adamw(rate: Float, beta1: Float, beta2: Float, epsilon: Float)
  /// Full batch, strong Wolfe line search. For linear networks, whose loss is convex.
  case lbfgs(iterations: Int, history: Int, tolerance: Double)

  public static func adam(rate: Float) -> Optimizer {
    .adam(rate: rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
  }

  public static func adamw(rate: Float) -> Optimizer {
    .adamw(rate: rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
  }

  public static func lbfgs() -> Optimizer {
    .lbfgs(iterations: 1000, history: 10, tolerance: 1e-7)
  }

  /// What the schedule multiplies; 0 for L-BFGS, which searches for its steps.
  var rate: Float {
    switch self {
    case .sgd(let rate, _, _), .rmsprop(let rate, _, _), .adam(let rate, _, _, _),
      .adamw(let rate, _, _, _):
      rate
    case .lbfgs: 0
    }
  }
}
