import Networks
import Randomness
import Specifications

/// The one place where the training of `job.yaml` becomes the engine's.
extension TrainingRecipe {
  /// - Parameter index: tells the fits of one seed and role apart (0 the full fit, 1… the folds).
  public func settings(seed: Int, index: Int = 0) -> TrainingSettings {
    TrainingSettings(
      epochs: training.mostEpochs, batch: training.batch, optimizer: engineOptimizer,
      schedule: schedule, warmup: training.warmup, average: training.average.map { Float($0) },
      weightDecay: Float(weightDecay), clip: training.clip.map { Float($0) },
      patience: training.stop.epochs, initialisation: initialisation, seed: seed, role: role,
      streamIndex: index)
  }

  private var engineOptimizer: Optimizer {
    switch optimizer {
    case .sgd(let rate, let momentum, let nesterov):
      .sgd(rate: Float(rate), momentum: Float(momentum), nesterov: nesterov)
    case .rmsprop(let rate, let decay, let epsilon):
      .rmsprop(rate: Float(rate), decay: Float(decay), epsilon: Float(epsilon))
    case .adam(let rate, let beta1, let beta2, let epsilon):
      .adam(rate: Float(rate), beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon))
    case .adamw(let rate, let beta1, let beta2, let epsilon):
      .adamw(rate: Float(rate), beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon))
    case .lbfgs(let iterations, let history, let tolerance):
      .lbfgs(iterations: iterations, history: history, tolerance: tolerance)
    }
  }

  private var schedule: Schedule {
    switch training.schedule {
    case .constant: .constant
    case .step(let every, let factor): .step(every: every, factor: factor)
    case .cosine: .cosine
    case .oneCycle(let rise): .oneCycle(rise: rise)
    }
  }

  private var initialisation: Initialisation {
    switch training.initialisation {
    case .glorotUniform: .glorotUniform
    case .heUniform: .heUniform
    case .normal: .normal(0.02)
    }
  }
}
