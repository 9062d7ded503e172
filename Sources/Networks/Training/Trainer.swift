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
  ///   - rows: the training rows of `features`; row i of every per-row input of the objective belongs to `rows[i]`.
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
      guard case .rows(let values) = input.source else { continue }
      precondition(
        values.rows == rows.count,
        "input \"\(input.name)\" has \(values.rows) rows for \(rows.count) training rows")
    }
    if settings.phases.isEmpty,
      case .lbfgs(let iterations, let history, let tolerance) = settings.optimizer
    {
      var run = FullBatchRun(
        network: network, settings: settings, features: features, rows: rows,
        objective: objective, history: history, tolerance: tolerance)
      return try run.fit(iterations: iterations, validation: validation, progress: progress)
    }
    var run = MiniBatchRun(
      network: network, settings: settings, features: features, rows: rows, objective: objective)
    return try run.fit(validation: validation, progress: progress)
  }

  /// Bytes of the memory a fit computes in: parameters (those of the loss included), gradient, moments, average and best epoch, and
  /// what the programs planned for these batches keep. Exact, and nothing of it is allocated.
  ///
  /// L-BFGS works in Double beside it, on about 2 · history + 12 vectors of the parameters' length.
  /// Not counted: the features, the objective's inputs and a few bytes a row.
  /// - Parameters:
  ///   - rows: number of training rows.
  ///   - objective: only the shapes of its inputs matter, not the rows of those with a row a training row.
  public func memoryBytes(rows: Int, objective: Objective) -> Int {
    precondition(rows > 0, "training on no rows")
    let bound = objective.bound(to: network)
    let floatBytes = MemoryLayout<Float>.stride
    guard settings.phases.isEmpty, case .lbfgs(_, let history, _) = settings.optimizer else {
      return floatBytes
        * MiniBatchMemory(bound, settings: settings, rows: rows).count
    }
    return floatBytes * FullBatchMemory(bound, rows: rows).count
      + MemoryLayout<Double>.stride * (2 * history + 12) * bound.layout.count
  }
}
