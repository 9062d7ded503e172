import Experiments
import Ledger
import Synchronization

/// Takes everything that lies complete in the inbox and runs the queue to its end, once. What is
/// dropped meanwhile is taken in too.
public struct Drain {
  let workplace: Workplace
  let onProgress: (_ job: Int, WorkerProgress) -> Void

  public init(
    _ workplace: Workplace, onProgress: @escaping (_ job: Int, WorkerProgress) -> Void
  ) {
    self.workplace = workplace
    self.onProgress = onProgress
  }

  /// What a drain did.
  public struct Summary: Sendable, Hashable {
    public var completed: [Int] = []
    /// Jobs that ended otherwise.
    public var failed: [Int] = []
    /// Jobs whose results are in the ledger and whose report could not be written.
    public var unreported: [Int] = []
    /// Numbers of refusals.
    public var rejected: [Int] = []
    /// Drops left in the inbox for next time.
    public var left: [LeftDrop] = []
    /// Why jobs were left in the queue, where no job may start.
    public var held: String?
    /// Whether it was asked to stop before all was done.
    public var wasStopped = false
  }

  public func run() throws -> Summary {
    let summary = Mutex(Summary())
    let queue = JobQueue(workplace: workplace, onProgress: onProgress)
    let reception = Reception(workplace)
    workplace.board.open()
    defer { workplace.board.close() }
    try Reconciliation(workplace: workplace).run()
    try lookTwice(reception) { look in summary.withLock { $0.note(look) } }

    let lookout = Lookout(workplace, reception) { look in summary.withLock { $0.note(look) } }
    lookout.start()
    defer { lookout.end() }
    while !workplace.stop.isRequested {
      switch try queue.next() {
      case .job(let job):
        let state = try queue.run(job)
        summary.withLock { $0.note(job, state) }
        lookout.nudge()
        continue
      case .held(let reason): summary.withLock { $0.held = reason }
      case .empty: break
      }
      // Something may have come since the last look.
      try lookTwice(reception) { look in summary.withLock { $0.note(look) } }
      if case .job = try queue.next() { continue }
      break
    }
    let isSomethingLeft = try isSomethingLeft()
    return summary.withLock { summary in
      summary.wasStopped = workplace.stop.isRequested && isSomethingLeft
      return summary
    }
  }

  /// Longest wait for a drop that seems to be being written before it is left for next time: what a
  /// file must be quiet for, and a little.
  private static let longestSecondLook = Double(Completeness.quietTime) * 1e-9 + 0.1

  /// Looks, and a second time a moment later where something was not quite complete.
  private func lookTwice(_ reception: Reception, _ note: (Reception.Look) -> Void) throws {
    let look = try reception.look()
    note(look)
    guard let pause = look.nextLook, pause <= Self.longestSecondLook else { return }
    Bell.wait(for: [workplace.stop.bell], seconds: pause)
    note(try reception.look())
  }

  private func isSomethingLeft() throws -> Bool {
    if try workplace.ledger.nextQueuedJob() != nil { return true }
    return try !DropScan(workplace.folders.inbox).candidates().isEmpty
  }
}

extension Drain.Summary {
  fileprivate mutating func note(_ look: Reception.Look) {
    for case .rejected(let number, _) in look.outcomes { rejected.append(number) }
    failed += look.cancelled
    left = look.left
  }

  fileprivate mutating func note(_ job: Int, _ state: JobState?) {
    switch state {
    case .completed: completed.append(job)
    case .running: unreported.append(job)
    case .queued, nil: break
    default: failed.append(job)
    }
  }
}
