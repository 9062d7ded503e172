/// Where a job stands, in Slurm's words.
public enum JobState: String, Sendable, Hashable, Codable, CaseIterable {
  case queued = "QUEUED"
  case running = "RUNNING"
  case completed = "COMPLETED"
  case failed = "FAILED"
  case timeout = "TIMEOUT"
  case outOfMemory = "OUT_OF_MEMORY"
  case cancelled = "CANCELLED"
  /// A drop that never became a job: refused at intake.
  case rejected = "REJECTED"

  public var isFinal: Bool { self != .queued && self != .running }

  /// A queued job starts, or ends unstarted; a running one ends, or returns to the queue when the
  /// daemon stops. Nothing leaves a final state.
  public func mayBecome(_ next: JobState) -> Bool {
    switch (self, next) {
    case (.queued, .running), (.queued, .cancelled), (.queued, .failed): true
    case (.running, .queued): true
    case (.running, .completed), (.running, .failed), (.running, .timeout),
      (.running, .outOfMemory), (.running, .cancelled):
      true
    default: false
    }
  }
}
