import Experiments
import Glibc
import Ledger

/// Takes everything that lies complete in the inbox and runs the queue to its end, once.
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
    /// Numbers of refusals.
    public var rejected: [Int] = []
    /// Drops left in the inbox for next time.
    public var left: [LeftDrop] = []
    /// Whether it was asked to stop before all was done.
    public var wasStopped = false
  }

  /// A drop that lies in the inbox still.
  public struct LeftDrop: Sendable, Hashable {
    /// Safe to print.
    public var name: String
    public var reason: String
  }

  public func run() throws -> Summary {
    var summary = Summary()
    for outcome in try Reconciliation(workplace: workplace).run() { summary.note(outcome) }
    try takeIn(&summary)
    while !workplace.stop.isRequested, let job = try workplace.ledger.nextQueuedJob() {
      try run(job.job, &summary)
      try takeIn(&summary)
    }
    summary.wasStopped = try workplace.stop.isRequested && isSomethingLeft()
    return summary
  }

  private func isSomethingLeft() throws -> Bool {
    if try workplace.ledger.nextQueuedJob() != nil { return true }
    return try !DropScan(workplace.folders.inbox).candidates().isEmpty
  }

  private func run(_ job: Int, _ summary: inout Summary) throws {
    let course = JobCourse(workplace: workplace, onProgress: { onProgress(job, $0) })
    switch try course.run(job) {
    case .completed: summary.completed.append(job)
    case .queued: break
    default: summary.failed.append(job)
    }
  }

  /// How long a drop that seems to be being written is given before it is left for next time.
  private static let secondLook: Int64 = 100_000_000

  /// Claims and takes in what lies complete, and looks a second time at what was not quite yet.
  private func takeIn(_ summary: inout Summary) throws {
    summary.left = []
    var waiting: [FileName] = []
    var pause: Int64 = 0
    for name in try DropScan(workplace.folders.inbox).candidates() {
      guard let completeness = try takeIn(name, &summary) else { continue }
      waiting.append(name)
      if case .quietIn(let time) = completeness { pause = max(pause, time) }
    }
    guard !waiting.isEmpty else { return }
    usleep(UInt32(max(pause, Self.secondLook) / 1_000) + 1_000)
    for name in waiting {
      guard let completeness = try takeIn(name, &summary) else { continue }
      let reason =
        completeness == .beingWritten ? "it is still being written" : "it changed a moment ago"
      summary.left.append(LeftDrop(name: ShownName.plain(name), reason: reason))
    }
  }

  /// - Returns: why it is not complete, where it is not; `nil` where there is nothing to wait for.
  private func takeIn(_ name: FileName, _ summary: inout Summary) throws -> Completeness? {
    guard !workplace.stop.isRequested else { return nil }
    let attempt: Claim.Attempt
    do {
      attempt = try Claim.take(name, from: workplace.folders)
    } catch {
      // A drop that may not be moved (another user's folder, a sticky inbox) must not stop the rest.
      summary.left.append(
        LeftDrop(name: ShownName.plain(name), reason: error.description))
      return nil
    }
    switch attempt {
    case .gone: return nil
    case .unfinished(let completeness): return completeness
    case .claimed(let claim):
      let outcome = try Intake(workplace: workplace).take(claim, isPatient: true)
      try Answers(workplace: workplace).answer(outcome, to: claim)
      summary.note(outcome)
      if case .postponed(let reason) = outcome {
        summary.left.append(LeftDrop(name: ShownName.plain(name), reason: reason))
      }
      return nil
    }
  }
}

extension Drain.Summary {
  fileprivate mutating func note(_ outcome: Intake.Outcome) {
    if case .rejected(let number, _) = outcome { rejected.append(number) }
  }
}
