import Tensors

/// A first-order optimiser at work: its moments in the arena and its step count.
public struct Update: Sendable {
  private let optimizer: Optimizer
  private let first: Slot
  private let second: Slot
  /// First of the parameters that move: that of the moments.
  private let start: Int
  /// Neighbouring slices that decay alike, each updated by one kernel. What is not trained is in none.
  private let groups: [Group]
  private var beta1Power = 1.0
  private var beta2Power = 1.0

  private struct Group: Sendable {
    var offset: Int
    var count: Int
    var decay: Float
    var end: Int { offset + count }
  }

  /// - Parameters:
  ///   - moving: the parameters it moves, whole slices; all by default.
  ///   - place: first float of the arena the moments may use.
  public init(
    _ optimizer: Optimizer, layout: ParameterLayout, moving: Range<Int>? = nil,
    weightDecay: Float, momentsAt place: Int
  ) {
    self.optimizer = optimizer
    let moving = moving ?? 0..<layout.count
    start = moving.lowerBound
    first = Slot(offset: Slot.aligned(place), rows: 1, columns: moving.count)
    let hasSecond =
      switch optimizer {
      case .adam, .adamw: true
      case .sgd, .rmsprop, .lbfgs: false
      }
    second = Slot(
      offset: Slot.aligned(first.end), rows: 1, columns: hasSecond ? moving.count : 0)
    var groups: [Group] = []
    for slice in layout.slices where slice.isTrained && moving.contains(slice.offset) {
      precondition(
        slice.range.upperBound <= moving.upperBound, "\(slice.name) moves in part only")
      let decay = slice.decays ? weightDecay : 0
      if let last = groups.last, last.decay == decay, last.end == slice.offset {
        groups[groups.count - 1].count += slice.count
      } else {
        groups.append(Group(offset: slice.offset, count: slice.count, decay: decay))
      }
    }
    self.groups = groups
  }

  /// First float behind the moments.
  public var end: Int { Slot.aligned(second.end) }

  /// One step.
  /// - Parameters:
  ///   - scale: multiplies the gradient first (clipping).
  ///   - rate: of this step, as the schedule gives it.
  public mutating func apply(
    on arena: Arena, parameters: Slot, gradient: Slot, scale: Float, rate: Float
  ) {
    countPowers()
    for index in groups.indices {
      let group = groups[index]
      func part(_ flat: Slot) -> Slot {
        Slot(offset: flat.offset + group.offset, rows: 1, columns: group.count)
      }
      func moment(_ flat: Slot) -> Slot {
        Slot(offset: flat.offset + group.offset - start, rows: 1, columns: group.count)
      }
      switch optimizer {
      case .sgd(_, let momentum, let nesterov):
        arena.momentumStep(
          parameters: part(parameters), gradient: part(gradient), velocity: moment(first),
          scale: scale, rate: rate, momentum: momentum, decay: group.decay, nesterov: nesterov)
      case .rmsprop(_, let smoothing, let epsilon):
        arena.rmspropStep(
          parameters: part(parameters), gradient: part(gradient), square: moment(first),
          scale: scale, rate: rate, smoothing: smoothing, epsilon: epsilon, decay: group.decay)
      case .adam(_, let beta1, let beta2, let epsilon):
        arena.adamStep(
          parameters: part(parameters), gradient: part(gradient), mean: moment(first),
          square: moment(second), scale: scale, rate: rate, beta1: beta1, beta2: beta2,
          epsilon: epsilon, decay: group.decay, correction1: Float(1 - beta1Power),
          rootCorrection2: Float((1 - beta2Power).squareRoot()))
      case .adamw(_, let beta1, let beta2, let epsilon):
        arena.adamwStep(
          parameters: part(parameters), gradient: part(gradient), mean: moment(first),
          square: moment(second), scale: scale, rate: rate, beta1: beta1, beta2: beta2,
          epsilon: epsilon, decay: group.decay, correction1: Float(1 - beta1Power),
          rootCorrection2: Float((1 - beta2Power).squareRoot()))
      case .lbfgs:
        preconditionFailure("L-BFGS is no mini-batch optimiser")
      }
    }
  }

  /// β₁ᵗ and β₂ᵗ, which the moments are corrected by.
  private mutating func countPowers() {
    switch optimizer {
    case .adam(_, let beta1, let beta2, _), .adamw(_, let beta1, let beta2, _):
      beta1Power *= Double(beta1)
      beta2Power *= Double(beta2)
    case .sgd, .rmsprop, .lbfgs: break
    }
  }
}

// MARK: Where it stands

extension Update {
  /// Moments and powers after some steps.
  struct State: Sendable, Hashable {
    var first: [Float]
    /// Empty for an optimiser of one moment.
    var second: [Float]
    var beta1Power: Double
    var beta2Power: Double
  }

  func state(on arena: Arena) -> State {
    State(
      first: arena.values(first), second: arena.values(second), beta1Power: beta1Power,
      beta2Power: beta2Power)
  }

  /// Whether a state is one of such an optimiser.
  func fits(_ state: State) -> Bool {
    state.first.count == first.count && state.second.count == second.count
  }

  mutating func restore(_ state: State, on arena: Arena) {
    arena.write(state.first, to: first)
    arena.write(state.second, to: second)
    beta1Power = state.beta1Power
    beta2Power = state.beta2Power
  }
}
