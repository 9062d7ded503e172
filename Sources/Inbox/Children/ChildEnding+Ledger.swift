import Ledger

extension ChildEnding {
  /// The ending as the ledger keeps it.
  func record(
    _ outcome: AttemptRecord.Outcome, reason: String? = nil
  ) -> AttemptRecord.Ending {
    var code: Int?
    var signal: Int?
    switch cause {
    case .exited(let number): code = number
    case .signal(let number): signal = number
    }
    return AttemptRecord.Ending(
      outcome: outcome, exitCode: code, signal: signal, wallSeconds: wallSeconds,
      cpuSeconds: cpuSeconds, peakBytes: peakBytes, reason: reason)
  }

  /// What to call the end of a child that did not say what had happened.
  var outcomeWithoutWord: AttemptRecord.Outcome {
    switch stopped {
    case .timeout: .timeout
    case .requested, .parentFailed: .interrupted
    case .cancelled: .cancelled
    case .garbled: .died
    case nil: isOutOfMemory ? .outOfMemory : .died
    }
  }
}

extension AttemptRecord.Ending {
  /// A child that could not even be started; not its fault.
  static func notStarted(because reason: String) -> AttemptRecord.Ending {
    AttemptRecord.Ending(
      outcome: .interrupted, wallSeconds: 0, cpuSeconds: 0, peakBytes: 0, reason: reason)
  }
}
