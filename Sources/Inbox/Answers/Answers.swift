import Ledger
import Logging

/// Tells droppers what became of their drops. Rows come first, answers follow from rows.
struct Answers: Sendable {
  let workplace: Workplace

  /// The answer of a job that has ended, for every drop it came with; once.
  func answer(ended number: Int) throws {
    let ledger = workplace.ledger
    let job = try ledger.job(number)
    guard job.answeredAt == nil else { return }
    let conclusion = job.seal == nil ? nil : try ledger.jobReport(job: number).conclusion
    let origins = try ledger.runOrigins(job: number)
    let isDone = job.state == .completed
    let folder = isDone ? workplace.folders.done : workplace.folders.failed
    for drop in try ledger.drops(job: number) where drop.outcome == .accepted {
      try AnswerFolder(folder: folder).write(
        AnswerText.ended(job, drop: drop.name, conclusion: conclusion, origins: origins),
        for: drop.name, number: String(number))
      workplace.cross(.answerWritten)
    }
    try runHook(job)
    try ledger.recordAnswer(job: number)
    workplace.cross(.answered)
  }

  /// Runs the operator's program. A crash before the answer is recorded runs it once more.
  private func runHook(_ job: JobRow) throws {
    guard let hook = FinishHook(workplace) else { return }
    let (level, message): (EventRecord.Level, String) =
      switch hook.run(job) {
      case .succeeded: (.information, "on_finish has run")
      case .failed(let reason), .notStarted(let reason): (.warning, reason)
      }
    if level == .warning {
      workplace.log.warning(
        "on_finish failed", metadata: ["job": "\(job.job)", "reason": "\(message)"])
    }
    try workplace.ledger.appendEvent(
      kind: "ON_FINISH", level: level, job: job.job, message: message)
  }

  /// The answer of what intake found out about a claim; the claim is gone afterwards.
  func answer(_ outcome: Intake.Outcome, to claim: Claim) throws {
    switch outcome {
    case .job:
      try claim.discard()
    case .duplicate(let number, let drop):
      let job = try workplace.ledger.job(number)
      let report = "\(Root.reportsName.text)/\(workplace.reports.folder(number, job.name))"
      try AnswerFolder(folder: workplace.folders.done).write(
        AnswerText.duplicate(
          of: job, drop: claim.name.text, number: drop, report: report), for: claim.name.text,
        number: "drop-\(drop)")
      workplace.cross(.answerWritten)
      try claim.discard()
    case .rejected(let number, let reason):
      let text = AnswerText.rejected(
        number: number, drop: claim.name.text, reason: reason, isThere: try claim.isThere)
      _ = try AnswerFolder(folder: workplace.folders.rejected).reject(
        claim, reason: text, number: String(number))
    case .postponed:
      try workplace.ledger.withdrawDrop(claim: claim.identifier)
      try claim.giveBack(to: workplace.folders.inbox)
    }
  }
}
