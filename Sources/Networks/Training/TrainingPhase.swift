/// Some epochs of a fit that minimise one loss by moving some of the parameters.
///
/// The phases of `TrainingSettings` take turns until the epochs of the fit are used up:
///
///     [parts: 1 epoch, network: 1 epoch]     p n p n p n …     an aligner and its student by turns
///     [parts: 5 epochs, network: the rest]   p p p p p n n …   the hint's regressor first
///
/// Every phase has an optimiser of its own, whose moments, schedule and warm-up go by the phase's own steps.
/// What a phase does not move is constant in it: no gradient, no update, no decay, no running statistics. It is
/// computed as in training all the same, with dropout and the statistics of the batch.
public struct TrainingPhase: Sendable, Hashable {
  /// What is moved.
  public enum Moved: Sendable, Hashable {
    /// The fitted network, as the loss is given it.
    case network
    /// What the loss learns itself.
    case parts
    /// Everything, as in a fit without phases.
    case both
  }

  /// Which of the objective's losses; a single one is called `Objective.onlyLoss`.
  public var loss: String
  public var moves: Moved
  /// Before the next phase.
  public var epochs: Int
  public var optimizer: Optimizer
  /// `nil`: that of the settings.
  public var weightDecay: Float?

  public init(
    loss: String = Objective.onlyLoss, moves: Moved = .both, epochs: Int, optimizer: Optimizer,
    weightDecay: Float? = nil
  ) {
    precondition(epochs > 0, "a phase of \(epochs) epochs; expected at least 1")
    self.loss = loss
    self.moves = moves
    self.epochs = epochs
    self.optimizer = optimizer
    self.weightDecay = weightDecay
  }
}
