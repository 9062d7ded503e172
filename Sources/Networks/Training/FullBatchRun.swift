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
    memory = LimitedMemory(history: history)
  }

  mutating func fit(
    iterations: Int, validation: ValidationMonitor?, progress: (@Sendable (Int) -> Void)?
  ) throws(DivergenceError) -> FittedNetwork {
    let validationRows = validation?.rows.map(Int32.init) ?? []
    var best = bound.initialParameters(settings)
    var parameters = best.map(Double.init)
    var value = try evaluate(parameters, epoch: 1)
    var curve: [EpochRecord] = []
    var bestEpoch = BestEpoch(patience: validation == nil ? nil : settings.patience)

    for epoch in 1...max(iterations, 1) where epoch <= iterations {
      if value.gradient.allSatisfy({ abs($0) <= tolerance }) { break }
      guard let next = try step(from: parameters, value, epoch: epoch) else { break }
      (parameters, value) = next
      var validationLoss: Double?
      if let validation {
        objective.arena.write(rounding: parameters, to: objective.parameters)
        let loss = validation.loss(
          bound.network.evaluate(
            objective.evaluation, on: objective.arena, features: validation.features,
            rows: validationRows))
        guard loss.isFinite else {
          throw DivergenceError(step: epoch, epoch: epoch, what: .validationLoss)
        }
        validationLoss = loss
      }
      curve.append(
        EpochRecord(epoch: epoch, trainLoss: value.loss, validationLoss: validationLoss))
      if bestEpoch.improves(epoch: epoch, validationLoss: validationLoss) {
        best = parameters.map { Float($0) }
      }
      progress?(epoch)
      if bestEpoch.shouldStop { break }
    }
    return bound.fitted(best, curve: curve, chosenEpoch: bestEpoch.epoch)
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
