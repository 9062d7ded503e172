/// How every network of the job is trained.
public struct TrainingSpecification: Sendable, Hashable {
  /// Most passes over the train rows; `nil`: as many as ``resolved(trainRows:)`` finds.
  public var epochs: Int?
  public var batch: Int
  /// `nil`: L-BFGS for linear networks, AdamW for others.
  public var optimizer: OptimizerSpecification?
  /// ℓ2 strength: (w/2)‖θ‖² beside the mean loss (SGD, RMSprop, Adam, L-BFGS), decoupled for AdamW.
  /// Biases, norms and positions are not decayed.
  public var weightDecay: Double
  /// Upper bound of the global gradient norm.
  public var clip: Double?
  public var stop: StoppingSpecification
  public var initialisation: InitialisationSpecification
  /// How the learning rate moves over the training.
  public var schedule: ScheduleSpecification
  /// Epochs over which the learning rate rises step by step before the schedule begins.
  public var warmup: Int
  /// Memory a step of the running mean of the weights, which is then validated and kept; `nil`: the
  /// weights themselves are.
  public var average: Double?

  public init(
    epochs: Int? = nil, batch: Int = 64, optimizer: OptimizerSpecification? = nil,
    weightDecay: Double = 1e-4, clip: Double? = nil,
    stop: StoppingSpecification = .automatic,
    initialisation: InitialisationSpecification = .glorotUniform,
    schedule: ScheduleSpecification = .constant, warmup: Int = 0, average: Double? = nil
  ) {
    self.epochs = epochs
    self.batch = batch
    self.optimizer = optimizer
    self.weightDecay = weightDecay
    self.clip = clip
    self.stop = stop
    self.initialisation = initialisation
    self.schedule = schedule
    self.warmup = warmup
    self.average = average
  }
}

public enum InitialisationSpecification: String, Sendable, Hashable, CaseIterable {
  /// U(±√(6/(in + out))), biases 0.
  case glorotUniform = "glorot-uniform"
  /// U(±√(6/in)), biases 0.
  case heUniform = "he-uniform"
  /// N(0, 0.02²), biases 0.
  case normal = "normal-0.02"
}
