import Randomness

/// Everything a fit depends on besides the network, the objective and the rows.
public struct TrainingSettings: Sendable, Hashable {
  /// Most epochs; L-BFGS counts its own iterations instead.
  public var epochs: Int
  /// Rows a step; the last batch of an epoch is shorter. L-BFGS ignores it.
  public var batch: Int
  public var optimizer: Optimizer
  /// λ: of the penalty (λ/2)‖weights‖² for SGD, RMSprop and L-BFGS, decoupled for AdamW. Never of
  /// biases.
  public var weightDecay: Float
  /// Greatest norm of the whole gradient, before weight decay; longer gradients are scaled to it.
  public var clip: Float?
  /// Epochs without a better validation loss before training stops.
  public var patience: Int?
  public var initialisation: Initialisation
  public var seed: Int
  /// With `seed` and `streamIndex` names the streams of initialisation, order and dropout.
  public var role: Role
  public var streamIndex: Int

  public init(
    epochs: Int, batch: Int, optimizer: Optimizer, weightDecay: Float = 0, clip: Float? = nil,
    patience: Int? = nil, initialisation: Initialisation = .glorotUniform, seed: Int,
    role: Role, streamIndex: Int = 0
  ) {
    self.epochs = epochs
    self.batch = batch
    self.optimizer = optimizer
    self.weightDecay = weightDecay
    self.clip = clip
    self.patience = patience
    self.initialisation = initialisation
    self.seed = seed
    self.role = role
    self.streamIndex = streamIndex
  }

  func stream(_ purpose: Purpose) -> RandomStream {
    RandomStream(seed: seed, role: role, purpose: purpose, index: streamIndex)
  }
}
