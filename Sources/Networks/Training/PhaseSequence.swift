/// Whose turn it is: the phases of a fit, epoch after epoch.
struct PhaseSequence {
  /// At least one.
  let phases: [TrainingPhase]
  /// Of each phase's turn.
  private let lengths: [Int]
  /// Of all phases' turns together.
  private let turn: Int
  /// Of the whole fit.
  private let epochs: Int

  /// Settings without phases have one that moves everything.
  init(_ settings: TrainingSettings) {
    epochs = settings.epochs
    phases =
      settings.phases.isEmpty
      ? [TrainingPhase(epochs: max(settings.epochs, 1), optimizer: settings.optimizer)]
      : settings.phases
    lengths = phases.map(\.epochs)
    turn = lengths.reduce(0, +)
  }

  /// Which phase an epoch belongs to. Allocates nothing.
  /// - Parameter epoch: counted from 1.
  func index(ofEpoch epoch: Int) -> Int {
    var left = (epoch - 1) % turn
    var index = 0
    while left >= lengths[index] {
      left -= lengths[index]
      index += 1
    }
    return index
  }

  /// Epochs of the fit that are a phase's.
  func epochs(ofPhase index: Int) -> Int {
    let before = lengths.prefix(index).reduce(0, +)
    return epochs / turn * lengths[index] + min(max(epochs % turn - before, 0), lengths[index])
  }

  /// Whether the network is validated, and may be kept, after an epoch: where it has moved. Where no phase
  /// moves it, every epoch is kept for the parts' sake.
  func isJudged(epoch: Int) -> Bool {
    phases[index(ofEpoch: epoch)].moves != .parts || !movesNetwork
  }

  /// Whether any phase does.
  var movesNetwork: Bool { phases.contains { $0.moves != .parts } }
}
