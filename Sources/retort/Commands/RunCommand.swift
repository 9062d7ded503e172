import ArgumentParser
import Inbox
import Ledger

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a bundle or a directory now and shows the report.",
    discussion: """
      A directory is packed first. The bundle takes the same way as one dropped into the inbox; if \
      its content is known, the earlier report is shown.

      EXAMPLES:
        retort run Examples/mfeat
        retort run mfeat.tar.zst --root lab
      """)

  @Argument(help: "A bundle (tar, zip) or a directory with a job.yaml.")
  var path: String
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let place = try BundlePlace(path)
    let workplace = try Making.workplace(try rootOptions.open(), for: "run")
    let line = ProgressLine()
    do {
      let result = try DirectRun(workplace, onProgress: { line.show(job: $0, $1) }).run(
        place.source, name: place.name)
      line.clear()
      try tell(result, workplace)
    } catch let refusal as IntakeRefusal {
      if output.json && refusal.kind != .system { try JSONLine.say(RefusalFact(refusal)) }
      throw CommandFailure(refusal.exitCode, "the bundle is rejected\n\(refusal.reason)")
    }
  }

  private func tell(_ result: DirectRun.Result, _ workplace: Workplace) throws {
    switch result {
    case .rejected(let number, let reason):
      if output.json { try JSONLine.say(JobFact(try workplace.ledger.job(number))) }
      throw CommandFailure(RetortExit.bundleRejected, "the bundle is rejected\n\(reason)")
    case .ended(let job, let state, let reason):
      if output.json { try JSONLine.say(JobFact(try workplace.ledger.job(job))) }
      guard state != .queued else {
        throw CommandFailure(
          RetortExit.trouble, "stopped on request; job \(job) waits in the queue")
      }
      throw CommandFailure(
        RetortExit.jobFailed, "job \(job) is \(state.rawValue)\(reason.map { ": \($0)" } ?? "")")
    case .completed(let job, let report, let warnings, let wasKnown):
      for warning in warnings { Console.complain(warning) }
      if output.json { return try JSONLine.say(JobFact(try workplace.ledger.job(job))) }
      if wasKnown {
        Console.complain("this content is known: job \(job); write 'rerun: true' to compute afresh")
      }
      Console.say("\(workplace.root.path)/\(report)/report.md\n")
      Console.say(RenderedReports.markdown(try workplace.ledger.jobReport(job: job)))
    }
  }
}
