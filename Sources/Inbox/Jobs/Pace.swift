import Experiments

/// How fast a job gets on, for a guess at how long it will take.
public struct Pace: Sendable, Hashable {
  /// Seconds before which a guess would be noise.
  private static let soonest = 1.0

  private let startedAt: Double
  /// Runs that were done when the job was first heard of: they took no time here.
  private let doneBefore: Int

  /// - Parameters:
  ///   - progress: the first that was heard of.
  ///   - now: on a clock that never jumps, in seconds.
  public init(_ progress: WorkerProgress, now: Double) {
    startedAt = now
    doneBefore = progress.done
  }

  /// Seconds, linear in the runs; `nil` until there is something to go by.
  public func secondsLeft(_ progress: WorkerProgress, now: Double) -> Double? {
    let done = progress.done - doneBefore
    let elapsed = now - startedAt
    guard done > 0, progress.total > progress.done, elapsed > Self.soonest else { return nil }
    return elapsed / Double(done) * Double(progress.total - progress.done)
  }
}
