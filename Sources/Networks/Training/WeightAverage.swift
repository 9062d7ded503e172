import Tensors

/// The mean of the weights over the steps that moved them; see `TrainingSettings.average`.
///
/// Network and parts are averaged each over its own steps: a phase that moves one of them says nothing about
/// the other.
struct WeightAverage {
  private let place: Slot
  private let decay: Double
  /// Network and parts.
  private let regions: [Range<Int>]
  /// dᵗ of either, d the decay and t its steps.
  private var powers: [Double]

  /// - Parameter place: of the average, as long as the parameters.
  init(at place: Slot, decay: Float, regions: [Range<Int>]) {
    precondition(decay >= 0 && decay < 1, "an average of the weights with decay \(decay)")
    self.place = place
    self.decay = Double(decay)
    self.regions = regions.filter { !$0.isEmpty }
    powers = self.regions.map { _ in 1 }
  }

  /// Takes in the parameters after a step that moved some of them.
  mutating func follow(_ parameters: Slot, moving: Range<Int>, on arena: Arena) {
    for index in regions.indices where moving.contains(regions[index].lowerBound) {
      let mean = place.part(regions[index])
      // What stood in for a mean of no step.
      if powers[index] == 1 { arena.fill(mean, with: 0) }
      powers[index] *= decay
      arena.move(
        mean, towards: parameters.part(regions[index]),
        share: Float((1 - decay) / (1 - powers[index])))
    }
  }

  /// Puts the averaged weights in the place of the weights, and back. What is not trained has no
  /// average of its own: running statistics are averages already (PyTorch's `AveragedModel` copies
  /// them likewise). What has not moved yet stays.
  func exchange(with parameters: Slot, layout: ParameterLayout, on arena: Arena) {
    for slice in layout.slices where !slice.isTrained {
      arena.copy(parameters.part(slice.range), to: place.part(slice.range))
    }
    for index in regions.indices where powers[index] == 1 {
      arena.copy(parameters.part(regions[index]), to: place.part(regions[index]))
    }
    arena.exchange(parameters, place)
  }
}

// MARK: Where it stands

extension WeightAverage {
  /// The mean and how far it is.
  struct State: Sendable, Hashable {
    var values: [Float]
    /// Of network and parts, where there are both.
    var powers: [Double]
  }

  func state(on arena: Arena) -> State {
    State(values: arena.values(place), powers: powers)
  }

  mutating func restore(_ state: State, on arena: Arena) {
    precondition(state.powers.count == powers.count, "an average of other parameters")
    arena.write(state.values, to: place)
    powers = state.powers
  }
}

extension Slot {
  /// Some of a flat buffer.
  func part(_ range: Range<Int>) -> Slot {
    Slot(offset: offset + range.lowerBound, rows: 1, columns: range.count)
  }
}
