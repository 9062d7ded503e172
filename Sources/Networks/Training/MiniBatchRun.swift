import Gradients
import Randomness
import Tensors

/// One fit by mini-batches: an arena, the programs planned for it, and where training stands.
///
///     arena:  parameters | gradient | programs' own memory | moments | best parameters
struct MiniBatchRun {
  private let network: Network
  private let settings: TrainingSettings
  private let batches: BatchSource
  private let full: Program
  /// For the short last batch of an epoch, where there is one.
  private let tail: Program?
  private let evaluation: Program
  private let best: Slot
  private let arena: Arena
  private var update: Update
  private var orderStream: RandomStream
  private let dropoutKey: UInt64
  private var order: [Int32]
  private(set) var step = 0

  init(
    network: Network, settings: TrainingSettings, features: any FeatureSource, rows: [Int],
    objective: Objective
  ) {
    precondition(settings.batch > 0, "batches of \(settings.batch) rows")
    self.network = network
    self.settings = settings
    batches = BatchSource(features: features, rows: rows, inputs: objective.inputs)
    let batch = min(settings.batch, rows.count)
    full = objective.program(for: network, rows: batch)
    tail =
      rows.count % batch == 0 ? nil : objective.program(for: network, rows: rows.count % batch)
    evaluation = network.evaluation
    let workspaceEnd = max(full.end, tail?.end ?? 0, evaluation.end)
    update = Update(
      settings.optimizer, layout: network.layout, weightDecay: settings.weightDecay,
      momentsAt: workspaceEnd)
    best = Slot(offset: update.end, rows: 1, columns: network.parameterCount)
    arena = Arena(count: best.end)
    arena.write(
      network.initialParameters(
        settings.initialisation, stream: settings.stream(.initialisation)), to: full.parameters)
    orderStream = settings.stream(.order)
    dropoutKey = settings.stream(.dropout).key
    order = [Int32](repeating: 0, count: rows.count)
  }

  mutating func fit(
    validation: ValidationMonitor?, progress: (@Sendable (Int) -> Void)?
  ) throws(DivergenceError) -> FittedNetwork {
    let validationRows = validation?.rows.map(Int32.init) ?? []
    var curve: [EpochRecord] = []
    var bestEpoch = BestEpoch(patience: validation == nil ? nil : settings.patience)
    arena.copy(full.parameters, to: best)

    for epoch in 1...max(settings.epochs, 1) where epoch <= settings.epochs {
      let trainLoss = try train(epoch: epoch)
      try requireFiniteParameters(epoch: epoch)
      var validationLoss: Double?
      if let validation {
        let loss = validation.loss(
          network.evaluate(
            evaluation, on: arena, features: validation.features, rows: validationRows))
        guard loss.isFinite else {
          throw DivergenceError(step: step, epoch: epoch, what: .validationLoss)
        }
        validationLoss = loss
      }
      curve.append(
        EpochRecord(epoch: epoch, trainLoss: trainLoss, validationLoss: validationLoss))
      if bestEpoch.improves(epoch: epoch, validationLoss: validationLoss) {
        arena.copy(full.parameters, to: best)
      }
      progress?(epoch)
      if bestEpoch.shouldStop(after: epoch) { break }
    }
    return FittedNetwork(
      network: network, parameters: arena.values(best), curve: curve,
      chosenEpoch: bestEpoch.epoch)
  }

  /// One pass over all rows in a new order. Allocates nothing.
  /// - Returns: mean loss over the rows.
  mutating func train(epoch: Int) throws(DivergenceError) -> Double {
    shuffle()
    var total = 0.0
    var start = 0
    while start < order.count {
      let end = min(start + full.rows, order.count)
      let program = end - start == full.rows ? full : tail ?? full
      batches.fill(program.inputs, of: arena, order: order, range: start..<end)
      let loss = program.replay(on: arena, ReplayInputs(step: step, dropoutKey: dropoutKey))
      guard loss.isFinite else { throw DivergenceError(step: step, epoch: epoch, what: .loss) }
      total += loss * Double(end - start)
      try descend(epoch: epoch)
      start = end
    }
    return total / Double(order.count)
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
    let squares = arena.sumOfSquares(full.gradient)
    guard squares.isFinite else {
      let name = firstNotFinite(in: full.gradient)
      throw DivergenceError(step: step, epoch: epoch, what: .gradient(of: name))
    }
    var scale: Float = 1
    if let clip = settings.clip, squares > Double(clip) * Double(clip) {
      scale = Float(Double(clip) / squares.squareRoot())
    }
    update.apply(on: arena, parameters: full.parameters, gradient: full.gradient, scale: scale)
    step += 1
  }

  private func requireFiniteParameters(epoch: Int) throws(DivergenceError) {
    guard arena.sumOfSquares(full.parameters).isFinite else {
      let name = firstNotFinite(in: full.parameters)
      throw DivergenceError(step: step, epoch: epoch, what: .parameters(name))
    }
  }

  private func firstNotFinite(in flat: Slot) -> String {
    for slice in network.layout.slices {
      let slot = Slot(offset: flat.offset + slice.offset, rows: 1, columns: slice.count)
      if !arena.sumOfSquares(slot).isFinite { return slice.name }
    }
    return "several layers together"
  }
}
