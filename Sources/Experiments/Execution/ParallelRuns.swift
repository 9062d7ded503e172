import Foundation
import Synchronization

/// Does independent pieces of work on a number of threads, one piece at a time each.
///
/// Which thread does which piece changes nothing but the time taken. The first error, or a wish to
/// stop, keeps the threads from taking new pieces and is thrown once all have ended.
enum ParallelRuns {
  /// - Parameter isStopRequested: asked before each piece is taken.
  /// - Throws: the first error of a piece, else `Stopped` where pieces were left.
  static func perform<Item: Sendable>(
    _ items: [Item], workers: Int,
    unless isStopRequested: @escaping @Sendable () -> Bool = { false },
    _ body: @escaping @Sendable (Item) throws -> Void
  ) throws {
    guard workers > 1, items.count > 1 else {
      for item in items {
        guard !isStopRequested() else { throw Stopped() }
        try body(item)
      }
      return
    }
    let state = SharedState(pieces: items.count, isStopRequested: isStopRequested)
    let finished = DispatchSemaphore(value: 0)
    let count = min(workers, items.count)
    for _ in 0..<count {
      let thread = Thread { @Sendable in
        while let index = state.take() {
          do { try body(items[index]) } catch { state.fail(error) }
        }
        finished.signal()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    for _ in 0..<count { finished.wait() }
    try state.rethrow()
  }
}

/// The next piece to take, and why no more are taken.
private final class SharedState: Sendable {
  private struct State {
    var next = 0
    var error: (any Error)?
    var isStopped = false
  }

  private let state = Mutex(State())
  private let pieces: Int
  private let isStopRequested: @Sendable () -> Bool

  init(pieces: Int, isStopRequested: @escaping @Sendable () -> Bool) {
    self.pieces = pieces
    self.isStopRequested = isStopRequested
  }

  func take() -> Int? {
    state.withLock { state in
      guard state.error == nil, !state.isStopped, state.next < pieces else { return nil }
      guard !isStopRequested() else {
        state.isStopped = true
        return nil
      }
      defer { state.next += 1 }
      return state.next
    }
  }

  func fail(_ error: any Error) {
    state.withLock { state in
      if state.error == nil { state.error = error }
    }
  }

  /// An error is said before a stop: it would come back with the next worker.
  func rethrow() throws {
    let (error, isStopped) = state.withLock { ($0.error, $0.isStopped) }
    if let error { throw error }
    if isStopped { throw Stopped() }
  }
}
