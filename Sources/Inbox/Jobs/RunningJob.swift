import Ledger
import Synchronization

/// Which job runs now, and whether it was cancelled meanwhile. Two threads meet here: the one that
/// runs jobs, and the one that reads control files.
final class RunningJob: Sendable {
  private struct State {
    var job: Int?
    var cancellation: String?
  }

  private let state = Mutex(State())

  /// Moves a queued job to RUNNING.
  /// - Returns: `false` where it is not queued any more.
  func begin(_ job: Int, in ledger: Ledger) throws -> Bool {
    try state.withLock { state in
      guard try ledger.job(job).state == .queued else { return false }
      try ledger.setState(job: job, to: .running)
      state = State(job: job)
      return true
    }
  }

  func end() { state.withLock { $0 = State() } }

  /// Cancels a job that is queued; asks for the end of one that runs.
  /// - Returns: whether it is cancelled already.
  func cancel(_ job: Int, in ledger: Ledger, because reason: String) throws -> Bool {
    try state.withLock { state in
      if state.job == job {
        state.cancellation = reason
        return false
      }
      guard try ledger.job(job).state == .queued else { return false }
      try ledger.setState(job: job, to: .cancelled, reason: reason)
      return true
    }
  }

  /// Why the running job is to be cancelled; `nil` where it is not.
  var cancellation: String? { state.withLock(\.cancellation) }
}
