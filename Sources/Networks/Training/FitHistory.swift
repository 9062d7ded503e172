/// What a fit has seen so far, epoch after epoch.
struct FitHistory: Sendable, Hashable {
  /// Epochs finished.
  private(set) var epoch: Int
  private(set) var curve: [EpochRecord]
  var best: BestEpoch

  /// - Parameter other: where another fit stood, to go on from.
  init(patience: Int?, from other: FitHistory? = nil) {
    epoch = other?.epoch ?? 0
    curve = other?.curve ?? []
    best = BestEpoch(patience: patience, from: other?.best ?? BestEpoch(patience: patience))
  }

  init(curve: [EpochRecord], best: BestEpoch) {
    epoch = curve.count
    self.curve = curve
    self.best = best
  }

  mutating func append(trainLoss: Double, validationLoss: Double?) {
    epoch += 1
    curve.append(EpochRecord(epoch: epoch, trainLoss: trainLoss, validationLoss: validationLoss))
  }

  /// Whether nothing is left of so many epochs, or patience has run out.
  func isOver(epochs: Int) -> Bool {
    epoch >= epochs || epoch > 0 && best.shouldStop
  }
}
