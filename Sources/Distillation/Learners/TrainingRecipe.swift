import Networks
import Randomness
import Specifications

/// A network to be trained and how: the specification's words turned into the engine's values.
public struct TrainingRecipe: Sendable, Hashable {
  public var network: NetworkSpecification
  public var training: TrainingSpecification
  /// Overrides the specification's weight decay (the student's own grid).
  public var weightDecay: Double
  public var role: Role

  public init(
    network: NetworkSpecification, training: TrainingSpecification, weightDecay: Double? = nil,
    role: Role
  ) {
    self.network = network
    self.training = training
    self.weightDecay = weightDecay ?? training.weightDecay
    self.role = role
  }

  /// The network for a number of input columns and task outputs.
  public func network(inputs: Int, outputs: Int) -> Network {
    network.hidden.isEmpty
      ? .linear(inputs: inputs, outputs: outputs)
      : .mlp(
        inputs: inputs, hidden: network.hidden, outputs: outputs, dropout: Float(network.dropout))
  }

  /// - Parameter index: tells the fits of one seed and role apart (0 the full fit, 1… the folds).
  public func settings(seed: Int, index: Int = 0) -> TrainingSettings {
    TrainingSettings(
      epochs: training.epochs, batch: training.batch, optimizer: optimizer,
      weightDecay: Float(weightDecay), clip: training.clip.map { Float($0) },
      patience: training.patience, initialisation: initialisation, seed: seed, role: role,
      streamIndex: index)
  }

  /// Epochs of one fit at most; L-BFGS counts its iterations.
  public var mostEpochs: Int {
    if case .lbfgs(let iterations, _, _) = optimizer { iterations } else { training.epochs }
  }

  /// Memory a fit keeps for each parameter: the parameter itself, gradient, two moments and the best
  /// epoch, and what becomes of it: the fitted network, its bytes and the copy that is stored. L-BFGS also
  /// remembers steps and changes, and works in Double.
  public var bytesOfParameter: Int {
    if case .lbfgs(_, let history, _) = optimizer { 4 * 6 + 8 * (2 * history + 6) } else { 4 * 8 }
  }

  /// Whether training ends at the optimum of its objective (L-BFGS) rather than after epochs.
  var convergesToOptimum: Bool {
    if case .lbfgs = optimizer { true } else { false }
  }

  private var optimizer: Optimizer {
    switch training.optimizer {
    case .sgd(let rate, let momentum): .sgd(rate: Float(rate), momentum: Float(momentum))
    case .rmsprop(let rate, let decay, let epsilon):
      .rmsprop(rate: Float(rate), decay: Float(decay), epsilon: Float(epsilon))
    case .adamw(let rate, let beta1, let beta2, let epsilon):
      .adamw(
        rate: Float(rate), beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon))
    case .lbfgs(let iterations, let history, let tolerance):
      .lbfgs(iterations: iterations, history: history, tolerance: tolerance)
    case nil:
      network.hidden.isEmpty
        ? .lbfgs(iterations: 500, history: 10, tolerance: 1e-7)
        : .adamw(rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
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
