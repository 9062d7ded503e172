/// How parameters follow the gradient. Formulas stand in `Update` and `LimitedMemory`.
public enum Optimizer: Sendable, Hashable {
  /// v ← μ v + g; w ← w − rate · v (PyTorch's convention: the rate is outside the velocity).
  case sgd(rate: Float, momentum: Float)
  /// s ← decay · s + (1 − decay) g²; w ← w − rate · g / √(s + ε): ε inside the root.
  case rmsprop(rate: Float, decay: Float, epsilon: Float)
  /// Loshchilov and Hutter 2019: decoupled decay, bias correction, ε outside the root.
  case adamw(rate: Float, beta1: Float, beta2: Float, epsilon: Float)
  /// Full batch, strong Wolfe line search. For linear networks, whose loss is convex.
  case lbfgs(iterations: Int, history: Int, tolerance: Double)

  public static func adamw(rate: Float) -> Optimizer {
    .adamw(rate: rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
  }

  public static func lbfgs() -> Optimizer {
    .lbfgs(iterations: 1000, history: 10, tolerance: 1e-7)
  }
}
