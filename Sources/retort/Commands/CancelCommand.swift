import ArgumentParser
import Glibc
import Inbox
import Ledger

struct CancelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancels a job that waits or runs.",
    discussion: """
      Where a watch or drain works in the root, a control file in inbox/ tells it to, and the command \
      waits until the job has ended. What was computed stays in the ledger.

      EXAMPLES:
        retort cancel 12
      """)

  /// Seconds a working Retort is given to end the job.
  private static let patience = 30.0

  @Argument(help: "The job's number, as 'retort jobs' lists it.")
  var job: Int
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let root = try rootOptions.open()
    let ledger = try Reading.ledger(rootOptions, holding: job)
    guard try !ledger.job(job).state.isFinal else { return try tell(ledger, ended: true) }
    do {
      try ControlFiles.cancel(job, at: Making.workplace(root, for: "cancel"))
    } catch RootError.held {
      try ControlFiles(root).cancel(job)
      try wait(ledger)
    }
    try tell(ledger, ended: false)
  }

  private func wait(_ ledger: Ledger) throws {
    var waited = 0.0
    while try !ledger.job(job).state.isFinal && waited < Self.patience {
      usleep(100_000)
      waited += 0.1
    }
  }

  private func tell(_ ledger: Ledger, ended before: Bool) throws {
    let row = try ledger.job(job)
    if output.json { try JSONLine.say(JobFact(row)) }
    guard row.state != .cancelled || before else {
      if !output.json { Console.say("job \(job) is CANCELLED") }
      return
    }
    throw CommandFailure(
      RetortExit.trouble,
      row.state.isFinal
        ? "job \(job) is \(row.state.rawValue) already; there is nothing to cancel"
        : "job \(job) is \(row.state.rawValue) still; its end has been asked for")
  }
}
