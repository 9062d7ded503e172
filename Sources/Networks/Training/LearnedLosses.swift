import Gradients

/// What an objective comes to on one network, over the parameters it appended to the layout.
public struct LearnedLosses: Sendable {
  /// A loss is traced once per batch shape.
  public typealias Loss = @Sendable (StepView) -> Variable
  /// An output of its own beside the network's: a projection, an auxiliary classifier. `[rows, columns]`.
  public typealias Head = @Sendable (StepView) -> Variable

  /// By name: what the phases of a fit minimise in turn.
  public var losses: [String: Loss]
  /// By name: what can be evaluated after training, see `FittedNetwork.outputs(ofHead:of:)`.
  public var heads: [String: Head]

  /// Several losses, and heads beside them.
  public init(losses: [String: Loss], heads: [String: Head] = [:]) {
    self.losses = losses
    self.heads = heads
  }

  /// A single loss, called `Objective.onlyLoss`.
  public init(heads: [String: Head] = [:], loss: @escaping Loss) {
    self.init(losses: [Objective.onlyLoss: loss], heads: heads)
  }
}
