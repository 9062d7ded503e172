import Gradients
import Randomness
import Tensors

/// One fit by mini-batches: its memory, and where training stands.
struct MiniBatchRun {
  private let objective: BoundObjective
  private let settings: TrainingSettings
  private let batches: BatchSource
  private let memory: MiniBatchMemory
  private let arena: Arena
  private var update: Update
  private var orderStream: RandomStream
  private let dropoutKey: UInt64
  private var order: [Int32]
  private let epochSteps: Int
  private(set) var step = 0
  /// dᵗ, d the decay of the average.
  private var averagePower = 1.0

  /// Floats of everything but the row numbers.
  var arenaCount: Int { arena.count }
  /// The parameters as training has left them, parts included.
  var weights: [Float] {
    get { arena.values(parameters) }
    nonmutating set { arena.write(newValue, to: parameters) }
  }
  /// Of the step before.
  var lastGradient: [Float] { arena.values(gradient) }
  private var parameters: Slot { memory.full.parameters }
  private var gradient: Slot { memory.full.gradient }

  init(
    network: Network, settings: TrainingSettings, features: any FeatureSource, rows: [Int],
    objective: Objective
  ) {
    if let average = settings.average {
      precondition(average >= 0 && average < 1, "an average of the weights with decay \(average)")
    }
    self.objective = objective.bound(to: network)
    self.settings = settings
    batches = BatchSource(
      features: features, rows: rows, inputs: objective.inputs,
      noise: settings.stream(.noise))
    memory = MiniBatchMemory(self.objective, settings: settings, rows: rows.count)
    update = memory.update
    arena = Arena(count: memory.count)
    arena.write(self.objective.initialParameters(settings), to: memory.full.parameters)
    orderStream = settings.stream(.order)
    dropoutKey = settings.stream(.dropout).key
    order = [Int32](repeating: 0, count: rows.count)
    epochSteps = (rows.count + memory.full.rows - 1) / memory.full.rows
  }

  mutating func fit(
    validation: ValidationMonitor?, progress: (@Sendable (Int) -> Void)?
  ) throws(DivergenceError) -> FittedNetwork {
    let validationRows = validation?.rows.map(Int32.init) ?? []
    var curve: [EpochRecord] = []
    var bestEpoch = BestEpoch(patience: validation == nil ? nil : settings.patience)
    arena.copy(parameters, to: memory.best)

    for epoch in 1...max(settings.epochs, 1) where epoch <= settings.epochs {
      let trainLoss = try train(epoch: epoch)
      try requireFiniteParameters(epoch: epoch)
      exchangeAverage()
      var validationLoss: Double?
      if let validation {
        let loss = validation.loss(
          objective.network.evaluate(
            memory.evaluation, on: arena, features: validation.features, rows: validationRows))
        guard loss.isFinite else {
          throw lossError(.validationLoss, epoch: epoch)
        }
        validationLoss = loss
      }
      curve.append(
        EpochRecord(epoch: epoch, trainLoss: trainLoss, validationLoss: validationLoss))
      if bestEpoch.improves(epoch: epoch, validationLoss: validationLoss) {
        arena.copy(parameters, to: memory.best)
      }
      exchangeAverage()
      progress?(epoch)
      if bestEpoch.shouldStop(after: epoch) { break }
    }
    return objective.fitted(
      arena.values(memory.best), curve: curve, chosenEpoch: bestEpoch.epoch)
  }

  /// One pass over all rows in a new order. Allocates nothing.
  /// - Returns: mean loss over the rows.
  mutating func train(epoch: Int) throws(DivergenceError) -> Double {
    shuffle()
    var total = 0.0
    var start = 0
    while start < order.count {
      let end = min(start + memory.full.rows, order.count)
      let program = end - start == memory.full.rows ? memory.full : memory.tail ?? memory.full
      let loss = replay(program, from: start)
      guard loss.isFinite else { throw lossError(.loss, epoch: epoch) }
      total += loss * Double(end - start)
      try descend(epoch: epoch)
      start = end
    }
    return total / Double(order.count)
  }

  /// - Returns: the loss of the batch that begins at `start`.
  private func replay(_ batch: BatchProgram, from start: Int) -> Double {
    var loss = 0.0
    for index in batch.parts.indices {
      let part = batch.parts[index]
      batches.fill(
        part.program.inputs, of: arena, order: order,
        range: start + part.range.lowerBound..<start + part.range.upperBound, start: start,
        step: step)
      // Every part of every step has dropout masks of its own.
      loss += part.program.replay(
        on: arena,
        ReplayInputs(step: step * memory.mostParts + index, dropoutKey: dropoutKey))
    }
    return loss
  }

  /// A new order of the rows: Fisher and Yates, as `RandomStream.permutation(of:)` draws it, in the
  /// buffer at hand.
  private mutating func shuffle() {
    for index in order.indices { order[index] = Int32(index) }
    guard order.count > 1 else { return }
    for last in stride(from: order.count - 1, to: 0, by: -1) {
      let picked = orderStream.integer(below: last + 1)
      (order[last], order[picked]) = (order[picked], order[last])
    }
  }

  private mutating func descend(epoch: Int) throws(DivergenceError) {
    update.apply(
      on: arena, parameters: parameters, gradient: gradient, scale: try clipScale(epoch: epoch),
      rate: rate)
    step += 1
    if let decay = settings.average, let average = memory.average {
      averagePower *= Double(decay)
      arena.move(
        average, towards: parameters, share: Float((1 - Double(decay)) / (1 - averagePower)))
    }
  }

  /// The optimiser's rate times the schedule's factor, in Double.
  private var rate: Float {
    Float(
      Double(settings.optimizer.rate)
        * settings.schedule.factor(
          at: step, of: epochSteps * settings.epochs, epochSteps: epochSteps,
          warmup: settings.warmup))
  }

  /// What the gradient is to be multiplied by so that it is no longer than the settings allow.
  private func clipScale(epoch: Int) throws(DivergenceError) -> Float {
    guard let clip = settings.clip else {
      guard arena.isFinite(gradient) else { throw gradientError(epoch: epoch) }
      return 1
    }
    let squares = arena.sumOfSquares(gradient)
    guard squares.isFinite else { throw gradientError(epoch: epoch) }
    guard squares > Double(clip) * Double(clip) else { return 1 }
    return Float(Double(clip) / squares.squareRoot())
  }

  /// A loss is made by all layers: the one whose parameters are not finite is named, else the one whose
  /// parameters have grown farthest.
  private func lossError(_ loss: DivergenceError.Quantity, epoch: Int) -> DivergenceError {
    let slices = objective.layout.slices
    if let broken = slices.first(where: { !arena.isFinite(part($0, of: parameters)) }) {
      return DivergenceError(step: step, epoch: epoch, what: .parameters(broken.name))
    }
    let start = objective.initialParameters(settings)
    let now = weights
    func growth(_ slice: ParameterSlice) -> Float {
      slice.range.reduce(0) { max($0, abs(now[$1] - start[$1])) }
    }
    // Before the first update nothing has grown: the data are to blame.
    let farthest =
      step == 0 ? nil : slices.filter(\.isTrained).max { growth($0) < growth($1) }
    return DivergenceError(step: step, epoch: epoch, what: loss, largest: farthest?.name)
  }

  private func gradientError(epoch: Int) -> DivergenceError {
    DivergenceError(
      step: step, epoch: epoch, what: .gradient(of: firstNotFinite(in: gradient)))
  }

  private func requireFiniteParameters(epoch: Int) throws(DivergenceError) {
    guard arena.isFinite(parameters) else {
      let name = firstNotFinite(in: parameters)
      throw DivergenceError(step: step, epoch: epoch, what: .parameters(name))
    }
  }

  private func firstNotFinite(in flat: Slot) -> String {
    objective.layout.slices.first { !arena.isFinite(part($0, of: flat)) }?.name ?? "all layers"
  }

  /// Puts the averaged weights in the place of the weights, and back. What is not trained has no
  /// average of its own: running statistics are averages already (PyTorch's `AveragedModel` copies
  /// them likewise).
  private func exchangeAverage() {
    guard let average = memory.average else { return }
    for slice in objective.layout.slices where !slice.isTrained {
      arena.copy(part(slice, of: parameters), to: part(slice, of: average))
    }
    arena.exchange(parameters, average)
  }

  private func part(_ slice: ParameterSlice, of flat: Slot) -> Slot {
    Slot(offset: flat.offset + slice.offset, rows: 1, columns: slice.count)
  }
}
