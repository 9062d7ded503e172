import Tensors

/// A network with the parameters training chose.
public struct FittedNetwork: Sendable, Hashable {
  public let network: Network
  /// Flat, as `network.layout` says.
  public let parameters: [Float]
  /// What the loss learned itself, behind the network's in `Objective.layout(on:)`; empty for a loss
  /// without parts.
  public let parts: [Float]
  /// One record for every epoch trained, the unchosen included.
  public let curve: [EpochRecord]
  /// The epoch `parameters` come from, counted from 1; 0 when nothing was trained.
  public let chosenEpoch: Int

  public init(
    network: Network, parameters: [Float], parts: [Float] = [], curve: [EpochRecord] = [],
    chosenEpoch: Int = 0
  ) {
    precondition(
      parameters.count == network.parameterCount,
      "\(parameters.count) parameters for a network of \(network.parameterCount)")
    self.network = network
    self.parameters = parameters
    self.parts = parts
    self.curve = curve
    self.chosenEpoch = chosenEpoch
  }

  /// The outputs on some rows, without dropout: `[rows.count, outputs]`.
  public func outputs(features: any FeatureSource, rows: [Int]) -> Tensor {
    network.outputs(parameters, features: features, rows: rows)
  }

  /// What the head makes the outputs of, without dropout: `[rows.count, network.width]`.
  public func representations(features: any FeatureSource, rows: [Int]) -> Tensor {
    network.representations(parameters, features: features, rows: rows)
  }
}

/// One point of a learning curve.
public struct EpochRecord: Sendable, Hashable {
  /// Counted from 1.
  public let epoch: Int
  /// Mean over the epoch's rows of the traced loss, that of the epoch's phase, penalty not included, each
  /// batch measured before its update, of the weights and not of their average. L-BFGS: of all rows, after
  /// the iteration.
  public let trainLoss: Double
  public let validationLoss: Double?

  public init(epoch: Int, trainLoss: Double, validationLoss: Double?) {
    self.epoch = epoch
    self.trainLoss = trainLoss
    self.validationLoss = validationLoss
  }
}
