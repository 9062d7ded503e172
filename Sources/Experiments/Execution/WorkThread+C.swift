import CSystem
import Glibc

/// A thread that does one thing and ends.
public struct WorkThread: Sendable {
  private let thread: pthread_t

  /// - Returns: `nil` where the system has no memory for another thread. Foundation's `Thread` would
  ///   say nothing and never begin.
  public init?(_ work: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(WorkBox(work))
    var started = pthread_t()
    let code = retort_start_thread(
      Self.stackBytes,
      { context in
        guard let context else { return }
        Unmanaged<WorkBox>.fromOpaque(context).takeRetainedValue().work()
      }, box.toOpaque(), &started)
    guard code == 0 else {
      box.release()
      return nil
    }
    thread = started
  }

  /// Counts as the job's memory from the start.
  private static let stackBytes: Int64 = 4 << 20

  /// Returns once it has ended; called once.
  public func join() { retort_join_thread(thread) }
}

private final class WorkBox: Sendable {
  let work: @Sendable () -> Void

  init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}
