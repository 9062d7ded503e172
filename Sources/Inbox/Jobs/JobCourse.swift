import Experiments
import Ledger
import Logging

/// The course of one job from the queue to its answer:
/// run → seal → report → COMPLETED → answer. Each step may be taken up again after a crash.
struct JobCourse {
  let workplace: Workplace
  let onProgress: (WorkerProgress) -> Void

  private var publication: ReportPublication {
    ReportPublication(
      root: workplace.root, ledger: workplace.ledger, renderer: workplace.reports,
      cross: workplace.cross)
  }

  /// - Returns: the state it is in then; `.queued` where Retort was asked to stop, `.running` where its
  ///   results are sealed and its report could not be written, `nil` where it was not queued any more.
  func run(_ job: Int) throws -> JobState? {
    guard try workplace.running.begin(job, in: workplace.ledger) else { return nil }
    workplace.cross(.running)
    workplace.board.begin(job: job)
    defer {
      workplace.running.end()
      workplace.board.end()
    }
    switch try Supervisor(workplace: workplace, onProgress: onProgress).run(job) {
    case .requeued:
      return .queued
    case .ended(let state, let reason):
      workplace.log.info(
        "job ended",
        metadata: [
          "job": "\(job)", "state": "\(state.rawValue)",
          "reason": "\(reason)",
        ])
      try publication.publishIndex()
      try Answers(workplace: workplace).answer(ended: job)
      return state
    case .sealed:
      return try completed(job) ?? .running
    }
  }

  /// Completes a sealed job, or says in the log why that could not be. One report that cannot be made
  /// must not keep every other job waiting; its job stays sealed, and the next start tries again.
  ///
  /// - Throws: where the disk is full, which is no fault of this report alone.
  func completed(_ job: Int) throws -> JobState? {
    do { return try complete(job) } catch let error as SystemError where error.isFull {
      throw error
    } catch let error as LedgerError where error.isFull {
      throw error
    } catch {
      workplace.log.error(
        "the report of a sealed job could not be made",
        metadata: ["job": "\(job)", "reason": "\(error)"])
      return nil
    }
  }

  /// Writes the report of a sealed job and completes it.
  private func complete(_ job: Int) throws -> JobState {
    let report = try publication.publish(job: job)
    try workplace.ledger.complete(job: job, report: report)
    workplace.cross(.completed)
    try publication.publishIndex()
    try Answers(workplace: workplace).answer(ended: job)
    workplace.log.info("job completed", metadata: ["job": "\(job)", "report": "\(report)"])
    return .completed
  }
}
