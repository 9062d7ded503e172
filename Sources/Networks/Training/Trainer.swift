import Tensors

/// Fits a network. The same arguments give the same bits in every process, whatever runs beside it.
public struct Trainer: Sendable {
  public let network: Network
  public let settings: TrainingSettings

  public init(network: Network, settings: TrainingSettings) {
    self.network = network
    self.settings = settings
  }

  /// - Parameters:
  ///   - rows: the training rows of `features`; row i of every objective input belongs to `rows[i]`.
  ///   - validation: where given, the epoch with the least validation loss is kept (the earliest of
  ///     equals) and training stops after `patience` epochs without a better one; where `nil`, the
  ///     last epoch is kept.
  ///   - progress: called with the number of each finished epoch.
  public func fit(
    features: any FeatureSource, rows: [Int], objective: Objective,
    validation: ValidationMonitor? = nil, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(DivergenceError) -> FittedNetwork {
    precondition(!rows.isEmpty, "training on no rows")
    for input in objective.inputs {
      precondition(
        input.values.rows == rows.count,
        "input \"\(input.name)\" has \(input.values.rows) rows for \(rows.count) training rows")
    }
    if case .lbfgs(let iterations, let history, let tolerance) = settings.optimizer {
      var run = FullBatchRun(
        network: network, settings: settings, features: features, rows: rows,
        objective: objective, history: history, tolerance: tolerance)
      return try run.fit(iterations: iterations, validation: validation, progress: progress)
    }
    var run = MiniBatchRun(
      network: network, settings: settings, features: features, rows: rows, objective: objective)
    return try run.fit(validation: validation, progress: progress)
  }
}
