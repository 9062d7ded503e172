import Ledger
import Logging

/// What a start does first: picks up every job that the last end, however sudden, left open. Claims
/// are picked up by the first look of the `Reception`.
///
/// Attempts without an end are `interrupted`, running jobs return to the queue, sealed jobs get their
/// reports, and jobs that ended get the answers they lack.
struct Reconciliation {
  let workplace: Workplace

  func run() throws {
    let recovery = try workplace.ledger.recover()
    try workplace.ledger.objects.removeAbandoned()
    try publication.removeLeftOvers()
    try Claim.removeUnfinished(in: workplace.folders)
    for job in recovery.requeuedJobs {
      workplace.log.notice("job returned to the queue", metadata: ["job": "\(job)"])
    }
    let course = JobCourse(workplace: workplace, onProgress: { _ in })
    for job in recovery.unreportedJobs { _ = course.completed(job) }
    try answerEnded()
  }

  private var publication: ReportPublication {
    ReportPublication(
      root: workplace.root, ledger: workplace.ledger, renderer: workplace.reports)
  }

  private func answerEnded() throws {
    let ended = try workplace.ledger.jobs().filter { $0.state.isFinal && $0.state != .rejected }
    guard let last = ended.max(by: { ($0.endedAt?.text ?? "") < ($1.endedAt?.text ?? "") }) else {
      return
    }
    try Answers(workplace: workplace).answer(ended: last.job)
  }
}
