import Synchronization

/// Lets one thread speak at a time, so that frames never interleave.
final class EmissionGate: Sendable {
  private let lock = Mutex(())
  private let speak: @Sendable (WorkerFrame) throws -> Void

  init(emit: @escaping @Sendable (WorkerFrame) throws -> Void) {
    speak = emit
  }

  func emit(_ frame: WorkerFrame) throws {
    try lock.withLock { _ in try speak(frame) }
  }
}
