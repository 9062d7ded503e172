import Experiments
import Glibc
import Inbox
import Synchronization

/// One line on a terminal that says where a job stands and how long it will take; silent in a pipe.
final class ProgressLine: Sendable {
  private struct State {
    var job: Int?
    var shownAt = 0.0
  }

  private let state = Mutex(State())
  private let isWatched = Console.isWatched

  func show(job: Int, _ progress: WorkerProgress) {
    guard isWatched else { return }
    let line = state.withLock { state -> String? in
      let now = Self.seconds()
      if state.job != job { state = State(job: job) }
      guard now - state.shownAt >= 0.1 || progress.done == progress.total else { return nil }
      state.shownAt = now
      return Self.text("job \(job)", progress)
    }
    if let line { Console.write("\r\u{1B}[K\(line)", to: 2) }
  }

  /// Takes the line away, so that what follows begins at the edge.
  func clear() {
    if isWatched { Console.write("\r\u{1B}[K", to: 2) }
  }

  /// Where a job stands, on one line.
  static func text(_ job: String, _ progress: WorkerProgress) -> String {
    var parts = [job, "\(progress.done)/\(progress.total) runs", progress.stage]
    if !progress.arm.isEmpty { parts.append(run(progress)) }
    if progress.epochs > 0 { parts.append("epoch \(progress.epoch)/\(progress.epochs)") }
    parts.append("\(Int((progress.fraction * 100).rounded(.down))) %")
    if let left = progress.secondsLeft { parts.append("\(Amount.seconds(left)) left") }
    return parts.joined(separator: " · ")
  }

  private static func run(_ progress: WorkerProgress) -> String {
    let pair = [progress.teacher, progress.student].filter { !$0.isEmpty }.map(ShownName.line)
    return ([progress.arm] + pair.prefix(1)).joined(separator: " ")
      + pair.dropFirst().map { " → \($0)" }.joined()
      + (progress.variant.isEmpty ? "" : ", \(ShownName.line(progress.variant))")
      + ", seed \(progress.seed)"
  }

  private static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}
