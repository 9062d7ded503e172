import Experiments
import Foundation
import Ledger

/// Says what a worker has to say, once the products it names are durable.
///
/// A finished run waits while a thread of its own flushes products to the disk; those that finish
/// meanwhile share the next flush. So small runs do not wait for the disk one by one, and a large one
/// is said as soon as it can be.
final class DurableFrames: @unchecked Sendable {
  /// Runs and bytes of products that may wait; whoever has more to say waits as well.
  private static let mostRuns = 512
  private static let mostBytes = 16 << 20

  private let objects: StagedObjects
  private let say: @Sendable (WorkerFrame) throws -> Void
  /// Guards what follows.
  private let condition = NSCondition()
  private var waiting: [WorkerFrame] = []
  private var failure: (any Error)?
  private var hasEnded = false
  private var thread: WorkThread?

  init(
    _ objects: StagedObjects, say: @escaping @Sendable (WorkerFrame) throws -> Void
  ) {
    self.objects = objects
    self.say = say
    thread = WorkThread { [unowned self] in settle() }
  }

  /// - Throws: also what went wrong with an earlier frame.
  func callAsFunction(_ frame: WorkerFrame) throws {
    switch frame {
    case .progress, .started: try say(frame)
    case .run where thread != nil: try wait(with: frame)
    default:
      // It may name what was stored since, and nothing may stand behind the last frame.
      try finishWaiting()
      try objects.settle()
      try say(frame)
    }
  }

  /// Says everything that waits and ends the thread; nothing may be said afterwards.
  func end() {
    condition.withLock {
      hasEnded = true
      condition.broadcast()
    }
    thread?.join()
  }

  private func wait(with frame: WorkerFrame) throws {
    condition.lock()
    defer { condition.unlock() }
    while failure == nil, waiting.count >= Self.mostRuns || objects.bytes > Self.mostBytes,
      !waiting.isEmpty
    {
      condition.wait()
    }
    if let failure { throw failure }
    waiting.append(frame)
    condition.broadcast()
  }

  private func finishWaiting() throws {
    condition.lock()
    defer { condition.unlock() }
    while failure == nil, !waiting.isEmpty { condition.wait() }
    if let failure { throw failure }
  }

  /// The life of the thread.
  private func settle() {
    while let batch = nextBatch() {
      let outcome = Result {
        try objects.settle()
        for frame in batch { try say(frame) }
      }
      condition.withLock {
        waiting.removeFirst(batch.count)
        if case .failure(let error) = outcome { failure = error }
        condition.broadcast()
      }
    }
  }

  /// What waits; `nil` once it has ended or failed.
  private func nextBatch() -> [WorkerFrame]? {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty, !hasEnded { condition.wait() }
    return waiting.isEmpty || failure != nil ? nil : waiting
  }
}
