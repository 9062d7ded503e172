import Experiments
import Ledger
import Logging

/// The daemon: takes drops in as they come and runs the queue, until it is asked to stop.
///
/// Trouble of the machine (a full disk, a ledger that is locked) ends nothing: it is logged, and the
/// work is taken up again when some time has passed.
public struct Watch {
  let workplace: Workplace
  let onProgress: (_ job: Int, WorkerProgress) -> Void
  /// Seconds before work is tried again after trouble.
  var pauseAfterTrouble = 30.0

  public init(
    _ workplace: Workplace,
    onProgress: @escaping (_ job: Int, WorkerProgress) -> Void = { _, _ in }
  ) {
    self.workplace = workplace
    self.onProgress = onProgress
  }

  /// Returns when it was asked to stop.
  /// - Throws: `RootError` where the root it works in is not there any more.
  public func run() throws {
    let reception = Reception(workplace)
    let queued = Bell()
    let lookout = Lookout(workplace, reception) { [board = workplace.board] look in
      board.show(left: look.left)
      queued.ring()
    }
    workplace.board.open()
    defer { workplace.board.close() }
    workplace.log.notice("watching", metadata: ["root": "\(workplace.root.path)"])
    var isSettled = false
    var hasUnreported = false
    defer { lookout.end() }
    while !workplace.stop.isRequested {
      do {
        if !isSettled {
          try settle(reception)
          isSettled = true
          lookout.start()
        }
        switch try runNext() {
        case .ran(let state):
          hasUnreported = hasUnreported || state == .running
          Heap.giveBackFreed()
          // Its control file, if there is one, can be answered now.
          lookout.nudge()
        case .idle:
          Bell.wait(for: [queued, workplace.stop.bell], seconds: Lookout.interval)
          queued.silence()
          // Reports that could not be written are tried again.
          if hasUnreported { isSettled = false }
          hasUnreported = false
        }
      } catch {
        workplace.log.error(
          "work stops for a while", metadata: ["reason": "\(error)"])
        isSettled = false
        Bell.wait(for: [workplace.stop.bell], seconds: pauseAfterTrouble)
      }
      try workplace.root.checkStillThere()
    }
    workplace.log.notice("asked to stop")
  }

  /// Picks up what the last end or some trouble has left open. Control files are read before a job
  /// starts.
  private func settle(_ reception: Reception) throws {
    try reception.whileIdle { try Reconciliation(workplace: workplace, sweeps: true).run() }
    workplace.board.show(left: try reception.look().left)
  }

  private enum Turn {
    /// A job was run; it is in this state now.
    case ran(JobState?)
    case idle
  }

  private func runNext() throws -> Turn {
    let queue = JobQueue(workplace: workplace, onProgress: onProgress)
    switch try queue.next() {
    case .job(let job):
      workplace.board.show(held: nil)
      return .ran(try queue.run(job))
    case .held(let reason):
      if workplace.board.show(held: reason) {
        workplace.log.notice("jobs wait", metadata: ["reason": "\(reason)"])
      }
    case .empty:
      workplace.board.show(held: nil)
    }
    return .idle
  }
}
