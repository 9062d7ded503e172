import ArgumentParser
import Inbox
import Ledger

struct RerunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Computes a job that has ended once more, and shows the report.",
    discussion: """
      What the ledger keeps of the bundle is taken in again; the dropped file is not needed. The new \
      job reuses nothing and names the one it repeats; a number that comes out differently is a \
      warning in its log. Where a watch or drain works in the root, a file job-12.rerun in inbox/ tells \
      it to, and the job is followed until it is answered.

      EXAMPLES:
        retort rerun 12
        touch inbox/job-12.rerun
      """)

  @Argument(help: "The job's number, as 'retort jobs' lists it.")
  var job: Int
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let earlier = try Reading.ledger(rootOptions, holding: job).job(job)
    if let reason = earlier.reasonNotToRepeat { throw CommandFailure(RetortExit.trouble, reason) }
    try ImmediateRun(root: try rootOptions.open(), command: "rerun", isJSON: output.json)
      .show(.request, name: RerunRequest(job: job).name)
  }
}
