import Records

/// What a worker process says on its pipe, in order. The daemon commits each as it arrives, so a
/// verdict is in the ledger before any run that follows it.
public enum WorkerFrame: Sendable, Hashable, Codable {
  case started(EnvironmentRecord)
  case progress(WorkerProgress)
  case run(RunRecord)
  case verdict(VerdictRecord)
  /// The last frame of a job that went well.
  case seal(SealRecord)
  /// The last frame of a job that did not.
  case failed(WorkerFailure)
  /// The last frame of a job that was asked to stop: what was said before is whole, the rest waits
  /// for another worker.
  case stopped
}

public struct WorkerFailure: Sendable, Hashable, Codable {
  public var reason: String
  /// An allocation was refused: the job asked for more memory than its limit.
  public var isOutOfMemory: Bool

  public init(reason: String, isOutOfMemory: Bool = false) {
    self.reason = reason
    self.isOutOfMemory = isOutOfMemory
  }
}
