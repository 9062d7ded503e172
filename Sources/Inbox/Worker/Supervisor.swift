import Experiments
import Ledger
import Logging
import Records

/// Runs a job in worker children until it is sealed or has failed for good.
///
/// Committed runs are never repeated: each attempt is told what is there already. Three deaths in a
/// row without a newly committed run fail the job; deaths of this process, stops and reboots do not
/// count.
struct Supervisor {
  /// Deaths in a row after which a job has failed.
  static let mostDeaths = 3

  let workplace: Workplace
  let onProgress: (WorkerProgress) -> Void

  enum Outcome: Sendable, Hashable {
    /// All results are in the ledger and final.
    case sealed
    case ended(JobState, reason: String)
    /// Back in the queue: Retort was asked to stop.
    case requeued
  }

  /// - Parameter job: RUNNING, by ``RunningJob/begin(_:in:)``.
  func run(_ job: Int) throws -> Outcome {
    let ledger = workplace.ledger
    while true {
      let (ending, said) = try attempt(job)
      if let reason = Self.trouble(ending) {
        try ledger.setState(job: job, to: .queued, reason: reason)
        throw ParentFailure(job: job, reason: reason)
      }
      switch said {
      case .sealed(let seal)? where ending.isClean:
        _ = try ledger.seal(job: job, seal)
        workplace.cross(.sealed)
        return .sealed
      case .failed(let failure)?:
        return try end(job, failure.isOutOfMemory ? .outOfMemory : .failed, failure.reason)
      default: break
      }
      if case .cancelled(let reason) = ending.stopped {
        return try end(job, .cancelled, reason)
      }
      // A worker that was asked to stop may end in any way.
      if workplace.stop.isRequested {
        try ledger.setState(job: job, to: .queued, reason: "Retort was asked to stop")
        return .requeued
      }
      if ending.stopped == .timeout {
        return try end(job, .timeout, timeReason)
      }
      if ending.isOutOfMemory {
        return try end(job, .outOfMemory, memoryReason(ending))
      }
      let deaths = try ledger.deathsInARow(on: .worker(job: job))
      workplace.log.warning(
        "worker died",
        metadata: ["job": "\(job)", "how": "\(ending.inWords)", "in a row": "\(deaths)"])
      if deaths >= Self.mostDeaths {
        return try end(job, .failed, deathReason(deaths, ending))
      }
    }
  }

  private func attempt(
    _ job: Int
  ) throws -> (ending: ChildEnding, said: WorkerConversation.LastFrame?) {
    let ledger = workplace.ledger
    let order = try order(for: job)
    let attempt = try ledger.beginAttempt(
      .worker(job: job), environment: workplace.environment)
    workplace.cross(.workerAttemptBegun)
    var conversation = WorkerConversation(
      workplace: workplace, job: job, attempt: attempt, onProgress: onProgress)
    do {
      let (ending, said) = try conversation.run(order)
      workplace.cross(.workerEnded)
      try ledger.finishAttempt(attempt, record(ending, said))
      workplace.cross(.workerAttemptFinished)
      return (ending, said)
    } catch let error as SpawnError {
      try ledger.finishAttempt(attempt, .notStarted(because: error.description))
      try ledger.setState(job: job, to: .queued, reason: error.description)
      throw error
    }
  }

  private func order(for job: Int) throws -> WorkerOrder {
    let ledger = workplace.ledger
    let provenance = try ledger.provenance(job: job)
    return WorkerOrder(
      jobYAML: provenance.specificationYAML, members: provenance.members,
      objectsDirectory: ledger.objects.path,
      finishedRuns: try ledger.reusableRuns(job: job).map {
        FinishedRun(key: $0.key, products: $0.products, status: $0.status, reason: $0.reason)
      },
      verdicts: try ledger.committedVerdicts(job: job), workers: workplace.settings.workers,
      borrowed: try BorrowedData(ofJob: job, in: ledger))
  }

  private func record(
    _ ending: ChildEnding, _ said: WorkerConversation.LastFrame?
  ) -> AttemptRecord.Ending {
    switch said {
    case .sealed? where ending.isClean: return ending.record(.finished)
    case .failed(let failure)?:
      return ending.record(
        failure.isOutOfMemory ? .outOfMemory : .failed, reason: failure.reason)
    case .stopped?:
      return ending.record(.interrupted, reason: "Retort was asked to stop")
    default:
      if let trouble = Self.trouble(ending) {
        return ending.record(.interrupted, reason: trouble)
      }
      // Asked to stop, a worker that has not yet learned to heed it dies of the asking.
      let isInterrupted = ending.stopped == nil && workplace.stop.isRequested
      return ending.record(
        isInterrupted ? .interrupted : ending.outcomeWithoutWord, reason: ending.inWords)
    }
  }

  /// What kept the parent, or the child in its name, from storing results: not the job's fault.
  private static func trouble(_ ending: ChildEnding) -> String? {
    if case .parentFailed(let reason) = ending.stopped { return reason }
    return ending.cause == .exited(ChildExit.noStorage) ? ending.lastWords : nil
  }

  private func end(_ job: Int, _ state: JobState, _ reason: String) throws -> Outcome {
    try workplace.ledger.setState(job: job, to: state, reason: reason)
    return .ended(state, reason: reason)
  }

  private var timeReason: String {
    """
    the job ran longer than \(Amount.seconds(workplace.settings.attemptSeconds)), the limit of this root
      what is committed stays; drop the bundle again to go on from there
      remedy: ask for less, or raise time_hours in retort.yaml
    """
  }

  private func memoryReason(_ ending: ChildEnding) -> String {
    let asked = ending.refusedBytes.map { "another \(Amount.bytes($0))" } ?? "more memory"
    return """
      the worker held \(Amount.bytes(ending.peakBytes)) and asked for \(asked): more than \
      \(Amount.bytes(workplace.settings.memoryBytes)), the limit of this root
        remedy: use smaller networks or batches, fewer workers, or raise memory_gib in retort.yaml
      """
  }

  private func deathReason(_ deaths: Int, _ ending: ChildEnding) -> String {
    let words = ShownName.lines(ending.complaint)
      .split(separator: "\n").joined(separator: "\n  ")
    return """
      the worker died \(deaths) times in a row without finishing a run; the last was \
      \(ending.inWords)\(words.isEmpty ? "" : "\n  it said:\n  \(words)")
        remedy: please report this bundle to the makers of Retort
      """
  }
}

/// The daemon itself could not go on: no disk, no ledger. The job waits in the queue.
public struct ParentFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public var job: Int
  public var reason: String

  public var description: String {
    "job \(job) was stopped and waits in the queue: \(reason)"
  }
}
