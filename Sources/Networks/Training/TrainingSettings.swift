import Randomness

/// Everything a fit depends on besides the network, the objective and the rows.
public struct TrainingSettings: Sendable, Hashable {
  /// Most epochs; L-BFGS counts its own iterations instead.
  public var epochs: Int
  /// Who moves when, in turn, each with its own optimiser; none: all parameters, by `optimizer`.
  public var phases: [TrainingPhase]
  /// Rows a step; the last batch of an epoch is shorter. L-BFGS ignores it.
  public var batch: Int
  /// Of a fit without phases.
  public var optimizer: Optimizer
  /// How the optimiser's rate moves over the fit; L-BFGS ignores it, `warmup` and `average`.
  public var schedule: Schedule
  /// Epochs in which the rate rises step by step before the schedule begins.
  public var warmup: Int
  /// Decay d of a mean of the weights over the steps t, which is then validated, kept and returned:
  ///
  ///     w̄ₜ = (1 − d) Σᵢ dᵗ⁻ⁱ wᵢ / (1 − dᵗ)
  ///
  /// An exponential moving average without the weight it would give to where it starts.
  public var average: Float?
  /// λ: of the penalty (λ/2)‖weights‖² for SGD, RMSprop, Adam and L-BFGS, decoupled for AdamW. Never
  /// of slices that do not decay: biases, norms, positions.
  public var weightDecay: Float
  /// Greatest norm of the whole gradient, before weight decay; longer gradients are scaled to it.
  public var clip: Float?
  /// Epochs without a better validation loss before training stops. Only those that move the network count.
  public var patience: Int?
  public var initialisation: Initialisation
  public var seed: Int
  /// With `seed` and `streamIndex` names the streams of initialisation, order, dropout and drawn inputs.
  public var role: Role
  public var streamIndex: Int

  public init(
    epochs: Int, batch: Int, optimizer: Optimizer, schedule: Schedule = .constant,
    warmup: Int = 0, average: Float? = nil, weightDecay: Float = 0, clip: Float? = nil,
    patience: Int? = nil, initialisation: Initialisation = .glorotUniform, seed: Int,
    role: Role, streamIndex: Int = 0, phases: [TrainingPhase] = []
  ) {
    self.epochs = epochs
    self.phases = phases
    self.batch = batch
    self.optimizer = optimizer
    self.schedule = schedule
    self.warmup = warmup
    self.average = average
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
