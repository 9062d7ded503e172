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

  /// Epochs of one fit at most; L-BFGS counts its iterations.
  public var mostEpochs: Int {
    if case .lbfgs(let iterations, _, _) = optimizer { iterations } else { training.mostEpochs }
  }

  /// Whether a fit found its best epoch at the last one it was allowed, so that more epochs may make it
  /// better. L-BFGS is cut short where it used up its iterations. Where no validation rows choose an
  /// epoch, the number of epochs is part of the protocol and nothing is cut short.
  ///
  /// - Parameters:
  ///   - epochs: trained.
  ///   - chosen: the one that was kept, from 1.
  public func isCutShort(epochs: Int, chosen: Int, validated: Bool) -> Bool {
    epochs > 0 && epochs == mostEpochs && chosen == epochs && (validated || convergesToOptimum)
  }

  /// The key of `job.yaml` that ends a fit of this recipe.
  public var limitKey: String {
    convergesToOptimum ? "training.optimizer.lbfgs.iterations" : "training.epochs"
  }

  /// Whether training ends at the optimum of its objective (L-BFGS) rather than after epochs.
  public var convergesToOptimum: Bool {
    if case .lbfgs = optimizer { true } else { false }
  }

  /// The specification's optimizer, or the one its network takes by itself.
  var optimizer: OptimizerSpecification {
    training.optimizer
      ?? (network.isLinear
        ? .lbfgs(iterations: 2_000, history: 10, tolerance: 1e-7)
        : .adamw(rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8))
  }
}
