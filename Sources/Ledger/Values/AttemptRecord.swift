/// A child process started for a drop or a job; its row is committed before the process starts.
public struct AttemptRecord: Sendable, Hashable, Codable {
  /// What an attempt works on.
  public enum Subject: Sendable, Hashable, Codable {
    /// An intake child reads a drop.
    case intake(drop: Int)
    /// A worker computes a job.
    case worker(job: Int)
  }

  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    case finished
    /// The child said what was wrong and ended by itself.
    case failed
    /// The child ended without a word: a signal, or an exit nobody announced.
    case died
    case timeout
    case outOfMemory = "out-of-memory"
    case cancelled
    /// The daemon stopped, died or was rebooted under it: not the job's fault.
    case interrupted
  }

  /// How an attempt ended.
  public struct Ending: Sendable, Hashable, Codable {
    public var outcome: Outcome
    public var exitCode: Int?
    public var signal: Int?
    public var wallSeconds: Double
    public var cpuSeconds: Double
    public var peakBytes: Int
    public var reason: String?

    public init(
      outcome: Outcome, exitCode: Int? = nil, signal: Int? = nil, wallSeconds: Double,
      cpuSeconds: Double, peakBytes: Int, reason: String? = nil
    ) {
      self.outcome = outcome
      self.exitCode = exitCode
      self.signal = signal
      self.wallSeconds = wallSeconds
      self.cpuSeconds = cpuSeconds
      self.peakBytes = peakBytes
      self.reason = reason
    }
  }

  public var attempt: Int
  public var subject: Subject
  public var startedAt: Timestamp
  public var endedAt: Timestamp?
  /// `nil` while the child lives.
  public var ending: Ending?
  /// Runs committed by this attempt.
  public var committedRuns: Int

  public init(
    attempt: Int, subject: Subject, startedAt: Timestamp, endedAt: Timestamp? = nil,
    ending: Ending? = nil, committedRuns: Int = 0
  ) {
    self.attempt = attempt
    self.subject = subject
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.ending = ending
    self.committedRuns = committedRuns
  }
}
