import Networks
import Randomness
import Specifications

/// The one place where the training of `job.yaml` becomes the engine's.
extension TrainingRecipe {
  /// - Parameter index: tells the fits of one seed and role apart (0 the full fit, 1… the folds).
  /// - Throws: where the engine has no such training.
  public func settings(seed: Int, index: Int = 0) throws(NetworkRefusal) -> TrainingSettings {
    // What the engine does not have yet is refused here and nowhere else.
    if !convergesToOptimum {
      guard training.schedule == .constant else { throw notYet("'schedule: \(training.schedule)'") }
      guard training.warmup == 0 else { throw notYet("'warmup: \(training.warmup)'") }
      if let average = training.average { throw notYet("'average: \(average)'") }
    }
    return TrainingSettings(
      epochs: training.epochs, batch: training.batch, optimizer: try engineOptimizer(),
      weightDecay: Float(weightDecay), clip: training.clip.map { Float($0) },
      patience: training.patience, initialisation: initialisation, seed: seed, role: role,
      streamIndex: index)
  }

  private func engineOptimizer() throws(NetworkRefusal) -> Optimizer {
    switch optimizer {
    case .sgd(_, _, nesterov: true): throw notYet("'nesterov: true'")
    case .adam: throw notYet("'adam'")
    case .sgd(let rate, let momentum, _): return .sgd(rate: Float(rate), momentum: Float(momentum))
    case .rmsprop(let rate, let decay, let epsilon):
      return .rmsprop(rate: Float(rate), decay: Float(decay), epsilon: Float(epsilon))
    case .adamw(let rate, let beta1, let beta2, let epsilon):
      return .adamw(
        rate: Float(rate), beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon))
    case .lbfgs(let iterations, let history, let tolerance):
      return .lbfgs(iterations: iterations, history: history, tolerance: tolerance)
    }
  }

  private var initialisation: Initialisation {
    switch training.initialisation {
    case .glorotUniform: .glorotUniform
    case .heUniform: .heUniform
    case .normal: .normal(0.02)
    }
  }

  private func notYet(_ what: String) -> NetworkRefusal {
    NetworkRefusal(
      "a training this build cannot do yet", found: what,
      expected: "sgd without nesterov, rmsprop, adamw or lbfgs at a constant rate",
      remedy: "remove it, or use a newer Retort")
  }
}
