import Experiments
import Glibc
import Inbox
import Synchronization

/// One line on a terminal that says where a job stands and how long it will take; silent in a pipe.
final class ProgressLine: Sendable {
  private struct State {
    var job: Int?
    var startedAt = 0.0
    /// Runs that were done when the job was first heard of: they took no time here.
    var doneBefore = 0
    var shownAt = 0.0
  }

  private let state = Mutex(State())
  private let isWatched = Console.isWatched

  func show(job: Int, _ progress: WorkerProgress) {
    guard isWatched else { return }
    let line = state.withLock { state -> String? in
      let now = Self.seconds()
      if state.job != job {
        state = State(job: job, startedAt: now, doneBefore: progress.done)
      }
      guard now - state.shownAt >= 0.1 || progress.done == progress.total else { return nil }
      state.shownAt = now
      return Self.text(
        job: job, progress,
        left: Self.timeLeft(
          done: progress.done - state.doneBefore, of: progress.total - state.doneBefore,
          elapsed: now - state.startedAt))
    }
    if let line { Console.write("\r\u{1B}[K\(line)", to: 2) }
  }

  /// Takes the line away, so that what follows begins at the edge.
  func clear() {
    if isWatched { Console.write("\r\u{1B}[K", to: 2) }
  }

  static func text(job: Int, _ progress: WorkerProgress, left: Double?) -> String {
    var parts = ["job \(job)", "\(progress.done)/\(progress.total) runs", progress.stage]
    if !progress.arm.isEmpty { parts.append("\(progress.arm), seed \(progress.seed)") }
    if let left { parts.append("\(Amount.seconds(left)) left") }
    return parts.joined(separator: " · ")
  }

  /// Linear in the runs; `nil` until there is something to go by.
  static func timeLeft(done: Int, of total: Int, elapsed: Double) -> Double? {
    guard done > 0, total > done, elapsed > 1 else { return nil }
    return elapsed / Double(done) * Double(total - done)
  }

  private static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}
