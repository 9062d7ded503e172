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
  /// Steps without a better validation loss before training stops, by default.
  static let patienceSteps = 400
  /// Steps at most, by default, where a fit stops by itself: so many that hardly any gets there.
  static let mostSteps = 10_000
  /// Steps by default where nothing stops a fit, and what one that stops by itself takes as a rule.
  static let usualSteps = 2_000

  /// The training with nothing left open.
  ///
  ///     epochs   = max(60, ⌈10 000 / steps an epoch⌉)     steps an epoch = ⌈rows / batch⌉
  ///     epochs   = max(60, ⌈2 000 / steps an epoch⌉)      where all epochs are trained
  ///     patience = max(10, ⌈400 / steps an epoch⌉) epochs
  ///
  /// Sixty epochs of fifty rows are sixty steps: most fits would end at their last epoch. At 2 000 steps two
  /// of ten still did on handwritten digits, and what looked like a gain of half a point was undertraining.
  public func resolved(trainRows: Int) -> TrainingSpecification {
    var result = self
    let steps = stop == .none ? Self.usualSteps : Self.mostSteps
    result.epochs = epochs ?? passes(for: steps, atLeast: Self.leastEpochs, trainRows)
    if stop == .automatic {
      result.stop = .patience(
        passes(for: Self.patienceSteps, atLeast: Self.leastPatience, trainRows))
    }
    return result
  }

  /// Epochs of one fit at most; of a training that was not resolved, those it has at least.
  public var mostEpochs: Int { epochs ?? Self.leastEpochs }

  /// Epochs of one fit as a rule: early stopping ends most long before the last one allowed.
  public func usualEpochs(trainRows: Int) -> Int {
    guard stop != .none else { return mostEpochs }
    return min(mostEpochs, passes(for: Self.usualSteps, atLeast: Self.leastEpochs, trainRows))
  }

  /// The same training over fewer rows, step for step: what is counted in epochs of all train rows takes as many
  /// steps when only some of them are seen.
  public func withSteps(ofRows all: Int, on rows: Int) -> TrainingSpecification {
    let (own, other) = (stepsAnEpoch(rows), stepsAnEpoch(all))
    guard own != other else { return self }
    func passes(_ epochs: Int) -> Int { (epochs * other + own - 1) / own }
    var result = self
    result.epochs = epochs.map(passes)
    result.warmup = passes(warmup)
    if case .patience(let epochs) = stop { result.stop = .patience(passes(epochs)) }
    if case .step(let every, let factor) = schedule {
      result.schedule = .step(every: passes(every), factor: factor)
    }
    return result
  }

  /// Passes over the rows that so many steps take.
  private func passes(for steps: Int, atLeast least: Int, _ rows: Int) -> Int {
    let own = stepsAnEpoch(rows)
    return max(least, (steps + own - 1) / own)
  }

  private func stepsAnEpoch(_ rows: Int) -> Int { max(1, (rows + batch - 1) / batch) }
}
