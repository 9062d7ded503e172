import Experiments
import Ledger
import Logging

/// The queue of a root: which job is next, and running it to its answer.
struct JobQueue {
  let workplace: Workplace
  let onProgress: (_ job: Int, WorkerProgress) -> Void

  /// What to do now.
  enum Next: Sendable, Hashable {
    case job(Int)
    case empty
    /// Jobs wait, but none may start: why.
    case held(reason: String)
  }

  func next() throws -> Next {
    guard let job = try workplace.ledger.nextQueuedJob() else { return .empty }
    if try DropScan(workplace.folders.inbox).isHeld() {
      return .held(reason: "the queue is held by inbox/\(DropScan.hold.text)")
    }
    if let shortage = workplace.shortage() { return .held(reason: shortage) }
    return .job(job.job)
  }

  /// - Returns: the state the job ended in; `.queued` where Retort was asked to stop, and `nil` where
  ///   the job was cancelled before it could start.
  func run(_ job: Int) throws -> JobState? {
    try JobCourse(
      workplace: workplace,
      onProgress: { progress in
        workplace.board.show(job: job, progress)
        onProgress(job, progress)
      }
    ).run(job)
  }
}
