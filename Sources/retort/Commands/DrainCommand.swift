import ArgumentParser
import Inbox
import Ledger

struct DrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drain", abstract: "Takes what lies in the inbox, runs it, and ends.",
    discussion: """
      For cron: silent when all is good. Answers are written to inbox/done, inbox/failed and \
      inbox/rejected; reports to reports/.

      Leaves with 0, with 1 if the machine was in the way (a full disk), with 10 if some job failed, \
      with 11 if some bundle was rejected, with 75 if another Retort is working in the root.

      EXAMPLES:
        retort drain --root /srv/retort
        0 2 * * *  retort drain --root /srv/retort
      """)

  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workplace = try Making.workplace(try rootOptions.open(), for: "drain")
    let line = ProgressLine()
    let summary = try Drain(workplace, onProgress: { line.show(job: $0, $1) }).run()
    line.clear()
    try tell(summary, workplace)
    if !summary.failed.isEmpty { throw CommandFailure(RetortExit.jobFailed) }
    if !summary.unreported.isEmpty || summary.left.contains(where: \.isTrouble) {
      throw CommandFailure(RetortExit.trouble)
    }
    if !summary.rejected.isEmpty { throw CommandFailure(RetortExit.bundleRejected) }
  }

  private func tell(_ summary: Drain.Summary, _ workplace: Workplace) throws {
    for number in (summary.completed + summary.failed + summary.rejected).sorted() {
      let job = try workplace.ledger.job(number)
      if output.json {
        try JSONLine.say(JobFact(job))
      } else if job.state != .completed {
        Console.complain(
          "job \(job.job) (\(ShownName.line(job.name))) is \(job.state.rawValue): "
            + (job.reason ?? "no reason is known")
        )
      }
    }
    for drop in summary.left {
      Console.complain("\(drop.name) stays in the inbox until next time: \(drop.reason)")
    }
    for job in summary.unreported {
      Console.complain(
        "job \(job) has its results in the ledger, but its report could not be written; "
          + "the next start tries again")
    }
    if let reason = summary.held { Console.complain("jobs wait in the queue: \(reason)") }
    if summary.wasStopped { Console.complain("stopped on request; the rest waits in the queue") }
  }
}
