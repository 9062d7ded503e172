import Gradients
import Randomness
import Tensors

/// One fit by mini-batches: its memory, and where training stands.
struct MiniBatchRun {
  private let objective: BoundObjective
  private let settings: TrainingSettings
  private let sequence: PhaseSequence
  private let batches: BatchSource
  let memory: MiniBatchMemory
  let arena: Arena
  /// One a phase.
  var phases: [PhaseState]
  var average: WeightAverage?
  var orderStream: RandomStream
  private let dropoutKey: UInt64
  private var order: [Int32]
  private let epochSteps: Int
  /// Updates made, by whichever phase.
  var step = 0

  /// What belongs to one phase.
  struct PhaseState {
    var update: Update
    /// Updates it has made.
    var steps = 0
    /// Updates it makes in the whole fit, which its schedule goes by.
    let allSteps: Int
    let rate: Float
  }

  /// Floats of everything but the row numbers.
  var arenaCount: Int { arena.count }
  /// The parameters as training has left them, parts included.
  var weights: [Float] {
    get { arena.values(parameters) }
    nonmutating set { arena.write(newValue, to: parameters) }
  }
  /// Of the step before.
  var lastGradient: [Float] { arena.values(gradient) }
  private var parameters: Slot { memory.parameters }
  private var gradient: Slot { memory.gradient }

  init(
    network: Network, settings: TrainingSettings, features: any FeatureSource, rows: [Int],
    objective: Objective
  ) {
    let bound = objective.bound(to: network)
    let memory = MiniBatchMemory(bound, settings: settings, rows: rows.count)
    let sequence = PhaseSequence(settings)
    let epochSteps = (rows.count + memory.rows - 1) / memory.rows
    self.objective = bound
    self.settings = settings
    self.sequence = sequence
    self.memory = memory
    self.epochSteps = epochSteps
    batches = BatchSource(
      features: features, rows: rows, inputs: objective.inputs, noise: settings.stream(.noise))
    phases = memory.phases.indices.map { index in
      PhaseState(
        update: memory.phases[index].update, allSteps: epochSteps * sequence.epochs(ofPhase: index),
        rate: sequence.phases[index].optimizer.rate)
    }
    if let decay = settings.average, let place = memory.average {
      average = WeightAverage(
        at: place, decay: decay, regions: [bound.range(.network), bound.range(.parts)])
    }
    arena = Arena(count: memory.count)
    arena.write(bound.initialParameters(settings), to: memory.parameters)
    orderStream = settings.stream(.order)
    dropoutKey = settings.stream(.dropout).key
    order = [Int32](repeating: 0, count: rows.count)
  }

  mutating func fit(
    validation: ValidationMonitor?, progress: (@Sendable (Int) -> Void)? = nil,
    from checkpoint: (history: FitHistory, state: MiniBatchState)? = nil,
    saving: CheckpointSink? = nil
  ) throws(DivergenceError) -> FittedNetwork {
    // Nothing moves the network: nothing to choose by.
    let validation = sequence.movesNetwork ? validation : nil
    var history = FitHistory(
      patience: validation == nil ? nil : settings.patience,
      from: checkpoint?.history)
    arena.copy(parameters, to: memory.best)
    if let checkpoint { restore(checkpoint.state) }

    while !history.isOver(epochs: settings.epochs) {
      let epoch = history.epoch + 1
      let trainLoss = try train(epoch: epoch)
      try requireFiniteParameters(epoch: epoch)
      var validationLoss: Double?
      if sequence.isJudged(epoch: epoch) {
        exchangeAverage()
        validationLoss = try validate(validation, epoch: epoch)
        if history.best.improves(epoch: epoch, validationLoss: validationLoss) {
          arena.copy(parameters, to: memory.best)
        }
        exchangeAverage()
      }
      history.append(trainLoss: trainLoss, validationLoss: validationLoss)
      progress?(epoch)
      saving?.offer(history) { .miniBatches(state) }
    }
    return objective.fitted(
      arena.values(memory.best), curve: history.curve, chosenEpoch: history.best.epoch)
  }

  private func validate(
    _ validation: ValidationMonitor?, epoch: Int
  ) throws(DivergenceError) -> Double? {
    guard let validation else { return nil }
    let loss = validation.loss(
      objective.network.evaluate(
        memory.evaluation, on: arena, features: validation.features,
        rows: validation.rows.map(Int32.init)))
    guard loss.isFinite else { throw lossError(.validationLoss, epoch: epoch) }
    return loss
  }

  /// One pass over all rows in a new order. Allocates nothing.
  /// - Returns: mean loss over the rows.
  mutating func train(epoch: Int) throws(DivergenceError) -> Double {
    shuffle()
    let phase = sequence.index(ofEpoch: epoch)
    let programs = memory.phases[phase]
    var total = 0.0
    var start = 0
    while start < order.count {
      let end = min(start + memory.rows, order.count)
      let program = end - start == memory.rows ? programs.full : programs.tail ?? programs.full
      let loss = replay(program, from: start)
      guard loss.isFinite else { throw lossError(.loss, epoch: epoch) }
      total += loss * Double(end - start)
      try descend(phase, moving: programs.moving, epoch: epoch)
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

  private mutating func descend(
    _ phase: Int, moving: Range<Int>, epoch: Int
  ) throws(DivergenceError) {
    let (arena, parameters) = (arena, parameters)
    let scale = try clipScale(gradient.part(moving), moving: moving, epoch: epoch)
    phases[phase].update.apply(
      on: arena, parameters: parameters, gradient: gradient, scale: scale, rate: rate(of: phase))
    phases[phase].steps += 1
    step += 1
    average?.follow(parameters, moving: moving, on: arena)
  }

  /// The optimiser's rate times the schedule's factor, in Double.
  private func rate(of phase: Int) -> Float {
    let state = phases[phase]
    return Float(
      Double(state.rate)
        * settings.schedule.factor(
          at: state.steps, of: state.allSteps, epochSteps: epochSteps, warmup: settings.warmup))
  }

  private func exchangeAverage() {
    average?.exchange(with: parameters, layout: objective.layout, on: arena)
  }
}

// MARK: What is not finite

extension MiniBatchRun {
  /// What the gradient is to be multiplied by so that it is no longer than the settings allow.
  private func clipScale(
    _ gradient: Slot, moving: Range<Int>, epoch: Int
  ) throws(DivergenceError) -> Float {
    guard let clip = settings.clip else {
      guard arena.isFinite(gradient) else { throw gradientError(moving: moving, epoch: epoch) }
      return 1
    }
    let squares = arena.sumOfSquares(gradient)
    guard squares.isFinite else { throw gradientError(moving: moving, epoch: epoch) }
    guard squares > Double(clip) * Double(clip) else { return 1 }
    return Float(Double(clip) / squares.squareRoot())
  }

  /// A loss is made by all layers: the one whose parameters are not finite is named, else the one whose
  /// parameters have grown farthest.
  private func lossError(_ loss: DivergenceError.Quantity, epoch: Int) -> DivergenceError {
    let slices = objective.layout.slices
    if let broken = slices.first(where: { !arena.isFinite(parameters.part($0.range)) }) {
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

  private func gradientError(moving: Range<Int>, epoch: Int) -> DivergenceError {
    let name = firstNotFinite(in: gradient) { moving.contains($0.offset) }
    return DivergenceError(step: step, epoch: epoch, what: .gradient(of: name))
  }

  private func requireFiniteParameters(epoch: Int) throws(DivergenceError) {
    guard arena.isFinite(parameters) else {
      let name = firstNotFinite(in: parameters) { _ in true }
      throw DivergenceError(step: step, epoch: epoch, what: .parameters(name))
    }
  }

  private func firstNotFinite(in flat: Slot, where isMeant: (ParameterSlice) -> Bool) -> String {
    objective.layout.slices.first { isMeant($0) && !arena.isFinite(flat.part($0.range)) }?.name
      ?? "all layers"
  }
}
