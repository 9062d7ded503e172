/// Early stopping: which epoch is the best so far, and whether to go on.
///
/// The least validation loss wins, the earliest among equals. Without validation the last epoch wins.
struct BestEpoch: Sendable, Hashable {
  private var patience: Int?
  private(set) var epoch = 0
  private(set) var loss = Double.infinity
  /// Epochs judged since.
  private(set) var since = 0

  init(patience: Int?) {
    self.patience = patience
  }

  /// One that stands where another stood, whose patience was perhaps another.
  init(patience: Int?, from other: BestEpoch) {
    self = other
    self.patience = patience
  }

  init(epoch: Int, loss: Double, since: Int) {
    patience = nil
    self.epoch = epoch
    self.loss = loss
    self.since = since
  }

  /// Whether `epoch` is to be kept.
  mutating func improves(epoch: Int, validationLoss: Double?) -> Bool {
    since += 1
    if let validationLoss {
      guard validationLoss < loss else { return false }
      loss = validationLoss
    }
    self.epoch = epoch
    since = 0
    return true
  }

  /// Whether as many epochs were judged since the best as patience allows.
  var shouldStop: Bool {
    guard let patience else { return false }
    return since >= patience
  }
}
