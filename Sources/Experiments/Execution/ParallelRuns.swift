import Foundation
import Synchronization

/// Does independent pieces of work on a number of threads, one piece at a time each.
///
/// Which thread does which piece changes nothing but the time taken. The first error stops the
/// threads from taking new pieces and is thrown once all have ended.
enum ParallelRuns {
  static func perform<Item: Sendable>(
    _ items: [Item], workers: Int, _ body: @escaping @Sendable (Item) throws -> Void
  ) throws {
    guard workers > 1, items.count > 1 else {
      for item in items { try body(item) }
      return
    }
    let state = SharedState()
    let finished = DispatchSemaphore(value: 0)
    let count = min(workers, items.count)
    for _ in 0..<count {
      let thread = Thread { @Sendable in
        while let index = state.take(below: items.count) {
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

/// The next piece to take, and the first error.
private final class SharedState: Sendable {
  private struct State {
    var next = 0
    var error: (any Error)?
  }

  private let state = Mutex(State())

  func take(below count: Int) -> Int? {
    state.withLock { state in
      guard state.error == nil, state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func fail(_ error: any Error) {
    state.withLock { state in
      if state.error == nil { state.error = error }
    }
  }

  func rethrow() throws {
    let error = state.withLock { $0.error }
    if let error { throw error }
  }
}
