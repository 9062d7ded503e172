import Experiments
import Glibc
import Inbox
import Synchronization

/// One line on a terminal that says where a job stands and how long it will take; silent in a pipe.
final class ProgressLine: Sendable {
  private struct State {
    var job: Int?
    var pace: Pace?
    var shownAt = 0.0
  }

  private let state = Mutex(State())
  private let isWatched = Console.isWatched

  func show(job: Int, _ progress: WorkerProgress) {
    guard isWatched else { return }
    let line = state.withLock { state -> String? in
      let now = Self.seconds()
      if state.job != job { state = State(job: job) }
      let pace = state.pace ?? Pace(progress, now: now)
      state.pace = pace
      guard now - state.shownAt >= 0.1 || progress.done == progress.total else { return nil }
      state.shownAt = now
      return Self.text(
        "job \(job)", progress,
        left: pace.secondsLeft(progress, now: now))
    }
    if let line { Console.write("\r\u{1B}[K\(line)", to: 2) }
  }

  /// Takes the line away, so that what follows begins at the edge.
  func clear() {
    if isWatched { Console.write("\r\u{1B}[K", to: 2) }
  }

  static func text(_ job: String, _ progress: WorkerProgress, left: Double?) -> String {
    var parts = [job, "\(progress.done)/\(progress.total) runs", progress.stage]
    if !progress.arm.isEmpty { parts.append("\(progress.arm), seed \(progress.seed)") }
    if let left { parts.append("\(Amount.seconds(left)) left") }
    return parts.joined(separator: " · ")
  }

  private static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}
