/// Early stopping: which epoch is the best so far, and whether to go on.
///
/// The least validation loss wins, the earliest among equals. Without validation the last epoch wins.
struct BestEpoch {
  private let patience: Int?
  private(set) var epoch = 0
  private var loss = Double.infinity

  init(patience: Int?) {
    self.patience = patience
  }

  /// Whether `epoch` is to be kept.
  mutating func improves(epoch: Int, validationLoss: Double?) -> Bool {
    if let validationLoss {
      guard validationLoss < loss else { return false }
      loss = validationLoss
    }
    self.epoch = epoch
    return true
  }

  func shouldStop(after epoch: Int) -> Bool {
    guard let patience else { return false }
    return epoch - self.epoch >= patience
  }
}
