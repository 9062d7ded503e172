import Experiments
import Glibc
import Ledger
import Synchronization

/// What a working Retort is doing now, in `ledger/status.json` for those who ask: it is nobody's
/// record, may be seconds old, and is gone when the work is.
final class StatusBoard: Sendable {
  /// Seconds between two writings, at least.
  private static let interval = 0.5

  private struct State {
    var status: WorkStatus
    var isOpen = false
    var writtenAt = -Double.infinity
  }

  private let folder: Folder
  private let state: Mutex<State>

  init(_ root: Root, command: String) throws(RootError) {
    folder = try RootError.asking { () throws(SystemError) in try Folder(path: root.ledgerPath) }
    state = Mutex(
      State(
        status: WorkStatus(
          process: Int(getpid()), command: command, since: Timestamp.systemClock(),
          at: Timestamp.systemClock())))
  }

  func open() {
    change {
      $0.isOpen = true
      return true
    }
  }

  func close() {
    state.withLock { state in
      state.isOpen = false
      try? folder.remove(WorkStatus.file)
    }
  }

  func begin(job: Int) {
    change {
      $0.status.job = WorkStatus.Job(number: job, since: Timestamp.systemClock())
      return true
    }
  }

  func show(job: Int, _ progress: WorkerProgress) {
    change { state in
      if state.status.job?.number == job { state.status.job?.progress = progress }
      return false
    }
  }

  func end() {
    change {
      $0.status.job = nil
      return true
    }
  }

  func show(left: [LeftDrop]) {
    change { state in
      let isNew = state.status.left != left
      state.status.left = left
      return isNew
    }
  }

  /// - Returns: whether that is new.
  @discardableResult
  func show(held: String?) -> Bool {
    change { state in
      let isNew = state.status.held != held
      state.status.held = held
      return isNew
    }
  }

  /// - Parameter body: returns whether what it changed must not wait.
  @discardableResult
  private func change(_ body: (inout State) -> Bool) -> Bool {
    state.withLock { state in
      let isUrgent = body(&state)
      let now = Clock.steadySeconds()
      guard state.isOpen, isUrgent || now - state.writtenAt >= Self.interval else {
        return isUrgent
      }
      state.writtenAt = now
      state.status.at = Timestamp.systemClock()
      // A status that cannot be written is missed by those who ask, by nothing else.
      if let bytes = try? state.status.bytes() {
        try? folder.writeUnflushed(bytes, as: WorkStatus.file)
      }
      return isUrgent
    }
  }
}
