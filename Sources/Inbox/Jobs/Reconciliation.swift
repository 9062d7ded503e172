import Ledger
import Logging

/// What a start does first: picks up every job that the last end, however sudden, left open. Claims
/// are picked up by the first look of the `Reception`.
///
/// Attempts without an end are `interrupted`, running jobs return to the queue, sealed jobs get their
/// reports, and jobs that ended get the answers they lack.
struct Reconciliation {
  let workplace: Workplace
  /// Whether to look for objects no row names even after a clean end: those of children that died of
  /// their bundle. It takes a look at every object.
  var sweeps = false

  func run() throws {
    let recovery = try workplace.ledger.recover()
    try workplace.ledger.objects.removeAbandoned()
    if sweeps || !recovery.interruptedAttempts.isEmpty {
      try workplace.ledger.removeUnnamedObjects()
    }
    try removeUnfinished()
    try Claim.removeUnfinished(in: workplace.folders)
    for job in recovery.requeuedJobs {
      workplace.log.notice("job returned to the queue", metadata: ["job": "\(job)"])
    }
    let course = JobCourse(workplace: workplace, onProgress: { _ in })
    for job in recovery.unreportedJobs { _ = try course.completed(job) }
    let unanswered = try workplace.ledger.unansweredJobs()
    // Written between the end of a job and its answer.
    if !unanswered.isEmpty { try publication.publishIndex() }
    for job in unanswered { try Answers(workplace: workplace).answer(ended: job) }
  }

  /// Every file that is written whole or not at all has been half written at some moment.
  private func removeUnfinished() throws {
    let folders = workplace.folders
    for folder in [workplace.root.reports, folders.done, folders.failed, folders.rejected] {
      try folder.removeUnfinished()
    }
  }

  private var publication: ReportPublication {
    ReportPublication(
      root: workplace.root, ledger: workplace.ledger, renderer: workplace.reports,
      cross: workplace.cross)
  }
}
