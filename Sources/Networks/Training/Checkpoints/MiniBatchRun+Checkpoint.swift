import Randomness
import Tensors

extension MiniBatchRun {
  /// What training has changed so far.
  var state: MiniBatchState {
    MiniBatchState(
      parameters: arena.values(memory.parameters), best: arena.values(memory.best),
      average: average?.state(on: arena),
      phases: phases.map {
        MiniBatchState.Phase(steps: $0.steps, update: $0.update.state(on: arena))
      }, step: step, orderPosition: orderStream.position)
  }

  /// Stands where another run of the same arguments stood.
  mutating func restore(_ state: MiniBatchState) {
    let arena = arena
    arena.write(state.parameters, to: memory.parameters)
    arena.write(state.best, to: memory.best)
    if let average = state.average { self.average?.restore(average, on: arena) }
    for (index, phase) in state.phases.enumerated() {
      phases[index].steps = phase.steps
      phases[index].update.restore(phase.update, on: arena)
    }
    step = state.step
    orderStream.position = state.orderPosition
  }
}

extension MiniBatchMemory {
  /// Whether a state is one of such a fit.
  /// - Parameter regions: of the average.
  func fits(_ state: MiniBatchState, regions: Int) -> Bool {
    state.parameters.count == parameters.count && state.best.count == parameters.count
      && state.average?.values.count == average?.count
      && (state.average.map { $0.powers.count == regions } ?? true)
      && state.phases.count == phases.count
      && zip(state.phases, phases).allSatisfy { $1.update.fits($0.update) && $0.steps >= 0 }
      && state.step >= 0
  }
}
