/// When training ends before its last epoch.
public enum StoppingSpecification: Sendable, Hashable {
  /// After a patience of 400 steps, and of at least 10 epochs.
  case automatic
  /// All epochs are trained.
  case none
  /// After so many epochs without a better validation loss.
  case patience(Int)

  /// Epochs without a better validation loss; `nil` where all are trained or nothing was resolved.
  public var epochs: Int? { if case .patience(let epochs) = self { epochs } else { nil } }
}

extension StoppingSpecification: CustomStringConvertible {
  /// `patience 10`, as an axis of a sweep names it.
  public var description: String {
    switch self {
    case .automatic: "automatic"
    case .none: "none"
    case .patience(let epochs): "patience \(epochs)"
    }
  }
}

extension TrainingSpecification {
  static let leastEpochs = 60
  static let leastPatience = 10
  /// Steps of a fit at most, and steps without a better validation loss, by default.
  static let steps = 2_000
  static let patienceSteps = 400

  /// The training with nothing left open.
  ///
  ///     epochs   = max(60, ⌈2 000 / steps an epoch⌉)      steps an epoch = ⌈rows / batch⌉
  ///     patience = max(10, ⌈400 / steps an epoch⌉) epochs
  ///
  /// Sixty epochs of fifty rows are sixty steps: most fits would end at their last epoch.
  public func resolved(trainRows: Int) -> TrainingSpecification {
    let stepsAnEpoch = max(1, (trainRows + batch - 1) / batch)
    func passes(for steps: Int, atLeast least: Int) -> Int {
      max(least, (steps + stepsAnEpoch - 1) / stepsAnEpoch)
    }
    var result = self
    result.epochs = epochs ?? passes(for: Self.steps, atLeast: Self.leastEpochs)
    if stop == .automatic {
      result.stop = .patience(passes(for: Self.patienceSteps, atLeast: Self.leastPatience))
    }
    return result
  }

  /// Epochs of one fit at most; of a training that was not resolved, those it has at least.
  public var mostEpochs: Int { epochs ?? Self.leastEpochs }
}
