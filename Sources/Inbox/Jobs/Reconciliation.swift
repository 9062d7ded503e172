import Ledger
import Logging

/// What a start does first: picks up everything the last end, however sudden, left open.
///
/// Attempts without an end are `interrupted`, running jobs return to the queue, sealed jobs get their
/// reports, claims are taken in again, and the last job that ended gets the answer it may lack.
struct Reconciliation {
  let workplace: Workplace

  /// - Returns: what became of claims that were left over.
  func run() throws -> [Intake.Outcome] {
    let recovery = try workplace.ledger.recover()
    try workplace.ledger.objects.removeAbandoned()
    try publication.removeLeftOvers()
    try Claim.removeUnfinished(in: workplace.folders)
    for job in recovery.requeuedJobs {
      workplace.log.notice("job returned to the queue", metadata: ["job": "\(job)"])
    }
    for job in recovery.unreportedJobs { complete(job) }
    try answerLastEnded()
    return try takeLeftOvers()
  }

  private var publication: ReportPublication {
    ReportPublication(
      root: workplace.root, ledger: workplace.ledger, renderer: workplace.reports)
  }

  /// One report that cannot be made must not keep every other job waiting; its job stays sealed, and
  /// the next start tries again.
  private func complete(_ job: Int) {
    do {
      _ = try JobCourse(workplace: workplace, onProgress: { _ in }).complete(job)
    } catch {
      workplace.log.error(
        "the report of a sealed job could not be made",
        metadata: ["job": "\(job)", "reason": "\(ShownName.line("\(error)"))"])
    }
  }

  /// Jobs end one at a time and are answered at once: only the last can lack its answer.
  private func answerLastEnded() throws {
    let ended = try workplace.ledger.jobs().filter { $0.state.isFinal && $0.state != .rejected }
    guard let last = ended.max(by: { ($0.endedAt?.text ?? "") < ($1.endedAt?.text ?? "") }) else {
      return
    }
    try Answers(workplace: workplace).answer(ended: last.job)
  }

  private func takeLeftOvers() throws -> [Intake.Outcome] {
    var outcomes: [Intake.Outcome] = []
    let intake = Intake(workplace: workplace)
    for claim in try Claim.leftOver(in: workplace.folders) {
      workplace.log.notice(
        "claim taken up again", metadata: ["name": "\(ShownName.plain(claim.name))"])
      let outcome = try intake.take(claim, isPatient: true)
      try Answers(workplace: workplace).answer(outcome, to: claim)
      outcomes.append(outcome)
    }
    return outcomes
  }
}
