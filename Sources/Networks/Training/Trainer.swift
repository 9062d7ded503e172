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
  ///   - rows: the training rows of `features`; row i of every per-row input of the objective belongs to
  ///     `rows[i]`.
  ///   - validation: where given, the epoch with the least validation loss is kept (the earliest of
  ///     equals) and training stops after `patience` epochs without a better one; where `nil`, the
  ///     last epoch is kept.
  ///   - progress: called with the number of each finished epoch.
  ///   - checkpoint: of a fit of the same arguments, to go on from; one that `canResume(from:objective:)`.
  ///   - interval: epochs between two checkpoints.
  ///   - save: handed a checkpoint every `interval` epochs. It changes nothing of the fit.
  public func fit(
    features: any FeatureSource, rows: [Int], objective: Objective,
    validation: ValidationMonitor? = nil, progress: (@Sendable (Int) -> Void)? = nil,
    checkpoint: TrainingCheckpoint? = nil, savingEvery interval: Int = 1,
    save: ((TrainingCheckpoint) -> Void)? = nil
  ) throws(DivergenceError) -> FittedNetwork {
    precondition(!rows.isEmpty, "training on no rows")
    precondition(interval > 0, "a checkpoint every \(interval) epochs")
    for input in objective.inputs {
      guard case .rows(let values) = input.source else { continue }
      precondition(
        values.rows == rows.count,
        "input \"\(input.name)\" has \(values.rows) rows for \(rows.count) training rows")
    }
    precondition(
      checkpoint.map { canResume(from: $0, objective: objective) } ?? true,
      "a checkpoint of another fit")
    let saving = save.map { CheckpointSink(interval: interval, save: $0) }
    if case .lbfgs(let iterations, let history, let tolerance) = fullBatchOptimizer {
      var run = FullBatchRun(
        network: network, settings: settings, features: features, rows: rows,
        objective: objective, history: history, tolerance: tolerance)
      return try run.fit(
        iterations: iterations, validation: validation, progress: progress,
        from: checkpoint?.fullBatch, saving: saving)
    }
    var run = MiniBatchRun(
      network: network, settings: settings, features: features, rows: rows, objective: objective)
    return try run.fit(
      validation: validation, progress: progress, from: checkpoint?.miniBatches, saving: saving)
  }

  /// Whether a checkpoint has the shape of this fit's: its optimisers, parameters, parts and average. Whether
  /// it is of the same data and settings, whoever keeps it must know.
  public func canResume(from checkpoint: TrainingCheckpoint, objective: Objective) -> Bool {
    let bound = objective.bound(to: network)
    switch (checkpoint.state, fullBatchOptimizer) {
    case (.fullBatch(let state), .lbfgs(_, let history, _)):
      return state.parameters.count == bound.layout.count && state.memory.count <= history
    case (.miniBatches(let state), nil):
      // One row: neither moments nor parameters depend on the batch.
      return MiniBatchMemory(bound, settings: settings, rows: 1)
        .fits(state, regions: bound.layout.count > network.parameterCount ? 2 : 1)
    default: return false
    }
  }

  /// The optimiser, where it is L-BFGS.
  private var fullBatchOptimizer: Optimizer? {
    guard settings.phases.isEmpty, case .lbfgs = settings.optimizer else { return nil }
    return settings.optimizer
  }

  /// Bytes of the memory a fit computes in: parameters (parts of the loss included), gradient, moments of
  /// every phase, average and best epoch, and what the programs planned for these batches keep. Exact, and
  /// nothing of it is allocated.
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
    guard case .lbfgs(_, let history, _) = fullBatchOptimizer else {
      return floatBytes
        * MiniBatchMemory(bound, settings: settings, rows: rows).count
    }
    return floatBytes * FullBatchMemory(bound, rows: rows).count
      + MemoryLayout<Double>.stride * (2 * history + 12) * bound.layout.count
  }
}
