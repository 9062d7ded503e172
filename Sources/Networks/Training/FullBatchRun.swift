import Gradients
import Randomness
import Tensors

/// One fit by L-BFGS. An iteration counts as an epoch, so validation and patience mean what they mean
/// for mini-batches.
///
/// Parameters, gradients and steps live in Double; each evaluation rounds the parameters to Float.
struct FullBatchRun {
  private let bound: BoundObjective
  private let settings: TrainingSettings
  private let objective: FullBatchObjective
  private let tolerance: Double
  /// Steps remembered.
  private let history: Int
  private var memory: LimitedMemory
  private let search = LineSearch()

  init(
    network: Network, settings: TrainingSettings, features: any FeatureSource, rows: [Int],
    objective: Objective, history: Int, tolerance: Double
  ) {
    bound = objective.bound(to: network)
    precondition(
      bound.layout.slices.allSatisfy(\.isTrained), "L-BFGS on a network with running statistics")
    self.settings = settings
    self.objective = FullBatchObjective(
      bound, features: features, rows: rows, weightDecay: settings.weightDecay,
      noise: settings.stream(.noise))
    self.tolerance = tolerance
    self.history = history
    memory = LimitedMemory(history: history)
  }

  mutating func fit(
    iterations: Int, validation: ValidationMonitor?, progress: (@Sendable (Int) -> Void)? = nil,
    from checkpoint: (history: FitHistory, state: FullBatchState)? = nil,
    saving: CheckpointSink? = nil
  ) throws(DivergenceError) -> FittedNetwork {
    var history = FitHistory(
      patience: validation == nil ? nil : settings.patience,
      from: checkpoint?.history)
    var best = bound.initialParameters(settings)
    var parameters = best.map(Double.init)
    var value: FullBatchObjective.Value
    if let checkpoint {
      (best, parameters) = (checkpoint.state.best, checkpoint.state.parameters)
      value = checkpoint.state.value
      memory = LimitedMemory(history: self.history, pairs: checkpoint.state.memory)
    } else {
      value = try evaluate(parameters, epoch: 1)
    }

    while !history.isOver(epochs: iterations) {
      let epoch = history.epoch + 1
      if value.gradient.allSatisfy({ abs($0) <= tolerance }) { break }
      guard let next = try step(from: parameters, value, epoch: epoch) else { break }
      (parameters, value) = next
      let validationLoss = try validate(validation, parameters, epoch: epoch)
      history.append(trainLoss: value.loss, validationLoss: validationLoss)
      if history.best.improves(epoch: epoch, validationLoss: validationLoss) {
        best = parameters.map { Float($0) }
      }
      progress?(epoch)
      saving?.offer(history) {
        .fullBatch(
          FullBatchState(
            parameters: parameters, value: value, memory: memory.pairs, best: best))
      }
    }
    return bound.fitted(best, curve: history.curve, chosenEpoch: history.best.epoch)
  }

  private func validate(
    _ validation: ValidationMonitor?, _ parameters: [Double], epoch: Int
  ) throws(DivergenceError) -> Double? {
    guard let validation else { return nil }
    objective.arena.write(rounding: parameters, to: objective.parameters)
    let loss = validation.loss(
      bound.network.evaluate(
        objective.evaluation, on: objective.arena, features: validation.features,
        rows: validation.rows.map(Int32.init)))
    guard loss.isFinite else {
      throw DivergenceError(step: epoch, epoch: epoch, what: .validationLoss)
    }
    return loss
  }

  /// One iteration; `nil` when no step makes progress any more, which is the end of Float32's
  /// resolution.
  private mutating func step(
    from parameters: [Double], _ value: FullBatchObjective.Value, epoch: Int
  ) throws(DivergenceError) -> ([Double], FullBatchObjective.Value)? {
    if let next = lineSearch(from: parameters, value) { return next }
    // A stale memory may point nowhere: once more, straight down.
    guard !memory.isEmpty else { return nil }
    memory.forget()
    return lineSearch(from: parameters, value)
  }

  private mutating func lineSearch(
    from parameters: [Double], _ value: FullBatchObjective.Value
  ) -> ([Double], FullBatchObjective.Value)? {
    let direction = memory.direction(against: value.gradient)
    let slope = dot(direction, value.gradient)
    guard slope < 0 else { return nil }
    let norm = dot(value.gradient, value.gradient).squareRoot()
    let objective = self.objective
    var last = (parameters, value)
    let point = search(
      from: LineSearch.Point(length: 0, value: value.penalised, slope: slope),
      first: memory.isEmpty ? min(1, 1 / norm) : 1
    ) { length in
      var moved = parameters
      add(length, direction, to: &moved)
      let reached = objective(moved)
      last = (moved, reached)
      return LineSearch.Point(
        length: length, value: reached.penalised, slope: dot(direction, reached.gradient))
    }
    // The search ends on the point it evaluated last.
    guard point != nil, last.1.penalised.isFinite else { return nil }
    var step = last.0
    var change = last.1.gradient
    add(-1, parameters, to: &step)
    add(-1, value.gradient, to: &change)
    memory.remember(step: step, change: change)
    return last
  }

  private func evaluate(
    _ parameters: [Double], epoch: Int
  ) throws(DivergenceError) -> FullBatchObjective.Value {
    let value = objective(parameters)
    guard value.penalised.isFinite else {
      throw DivergenceError(step: 0, epoch: epoch, what: .loss)
    }
    if let name = objective.firstNotFinite(in: value.gradient) {
      throw DivergenceError(step: 0, epoch: epoch, what: .gradient(of: name))
    }
    return value
  }
}
