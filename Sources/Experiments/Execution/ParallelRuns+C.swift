import Synchronization

/// Does independent pieces of work on a number of threads, one piece at a time each.
///
/// The calling thread is one of them. A thread that cannot be had, as where memory is short, leaves its
/// pieces to the others: which thread does which piece changes nothing but the time taken. The first
/// error, or a wish to stop, keeps the threads from taking new pieces and is thrown once all have
/// ended.
enum ParallelRuns {
  /// - Parameter isStopRequested: asked before each piece is taken.
  /// - Throws: the first error of a piece, else `Stopped` where pieces were left.
  static func perform<Item: Sendable>(
    _ items: [Item], workers: Int,
    unless isStopRequested: @escaping @Sendable () -> Bool = { false },
    _ body: @escaping @Sendable (Item) throws -> Void
  ) throws {
    let state = SharedState(pieces: items.count, isStopRequested: isStopRequested)
    let work: @Sendable () -> Void = {
      while let index = state.take() {
        do { try body(items[index]) } catch { state.fail(error) }
      }
    }
    let others = max(min(workers, items.count) - 1, 0)
    let threads = (0..<others).compactMap { _ in WorkThread(work) }
    work()
    for thread in threads { thread.join() }
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
