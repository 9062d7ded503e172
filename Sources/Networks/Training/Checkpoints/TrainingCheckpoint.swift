/// Where a fit stands after an epoch: a fit that goes on from it, with the same arguments, gives the bits of
/// one that was never interrupted.
///
/// It holds what training changes (parameters, parts, running statistics, moments, averages, the best epoch,
/// counters, the place in the random streams, the curve) and nothing that the arguments of the fit say again.
/// `bytes()` and `init(bytes:)` keep every bit.
public struct TrainingCheckpoint: Sendable, Hashable {
  /// Epochs finished; iterations of L-BFGS.
  public var epoch: Int { history.epoch }
  let history: FitHistory
  let state: State

  enum State: Sendable, Hashable {
    case miniBatches(MiniBatchState)
    case fullBatch(FullBatchState)
  }

  var miniBatches: (history: FitHistory, state: MiniBatchState)? {
    guard case .miniBatches(let state) = state else { return nil }
    return (history, state)
  }

  var fullBatch: (history: FitHistory, state: FullBatchState)? {
    guard case .fullBatch(let state) = state else { return nil }
    return (history, state)
  }
}

/// What a fit by mini-batches has changed.
struct MiniBatchState: Sendable, Hashable {
  /// Network and parts, running statistics among them.
  var parameters: [Float]
  /// Of the best epoch.
  var best: [Float]
  var average: WeightAverage.State?
  var phases: [Phase]
  /// Updates made.
  var step: Int
  /// Words drawn of the stream of orders. Dropout and drawn inputs are named by the step.
  var orderPosition: UInt64

  struct Phase: Sendable, Hashable {
    var steps: Int
    var update: Update.State
  }
}

/// What a fit by L-BFGS has changed.
struct FullBatchState: Sendable, Hashable {
  var parameters: [Double]
  /// At the parameters.
  var value: FullBatchObjective.Value
  /// Steps and changes of the gradient. The line search begins anew from them in every iteration.
  var memory: [LimitedMemory.Pair]
  var best: [Float]
}

/// Who is handed checkpoints, and how often.
struct CheckpointSink {
  /// In epochs.
  let interval: Int
  let save: (TrainingCheckpoint) -> Void

  func offer(_ history: FitHistory, _ state: () -> TrainingCheckpoint.State) {
    guard history.epoch % interval == 0 else { return }
    save(TrainingCheckpoint(history: history, state: state()))
  }
}
