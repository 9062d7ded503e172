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
      root: workplace.root, ledger: workplace.ledger, renderer: workplace.reports)
  }

  /// - Returns: the state it ended in; `.queued` where Retort was asked to stop.
  func run(_ job: Int) throws -> JobState {
    switch try Supervisor(workplace: workplace, onProgress: onProgress).run(job) {
    case .requeued:
      return .queued
    case .ended(let state, let reason):
      workplace.log.info(
        "job ended",
        metadata: [
          "job": "\(job)", "state": "\(state.rawValue)",
          "reason": "\(ShownName.lines(reason).split(separator: "\n").first ?? "")",
        ])
      try publication.publishIndex()
      try Answers(workplace: workplace).answer(ended: job)
      return state
    case .sealed:
      return try complete(job)
    }
  }

  /// Writes the report of a sealed job and completes it.
  func complete(_ job: Int) throws -> JobState {
    let report = try publication.publish(job: job)
    try workplace.ledger.complete(job: job, report: report)
    try publication.publishIndex()
    try Answers(workplace: workplace).answer(ended: job)
    workplace.log.info("job completed", metadata: ["job": "\(job)", "report": "\(report)"])
    return .completed
  }
}
