import ArgumentParser
import Inbox
import Ledger

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a bundle or a directory now and shows the report.",
    discussion: """
      A directory is packed first. The bundle takes the same way as one dropped into the inbox; if \
      its content is known, the earlier report is shown. Where a watch or drain works in the root, the \
      bundle is dropped for it, and followed until it is answered.

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
    let root = try rootOptions.open()
    let line = ProgressLine()
    do {
      let (result, ledger) = try result(place, root, line)
      line.clear()
      try tell(result, ledger, root)
    } catch let refusal as IntakeRefusal {
      if output.json && refusal.kind != .system { try JSONLine.say(RefusalFact(refusal)) }
      throw CommandFailure(refusal.exitCode, "the bundle is rejected\n\(refusal.reason)")
    }
  }

  private func result(
    _ place: BundlePlace, _ root: Root, _ line: ProgressLine
  ) throws -> (DirectRun.Result, Ledger) {
    do {
      let workplace = try Making.workplace(root, for: "run")
      let result = try DirectRun(workplace, onProgress: { line.show(job: $0, $1) }).run(
        place.source, name: place.name)
      return (result, workplace.ledger)
    } catch RootError.held {
      let drop = try HandOver(place.source, name: place.name, to: root)
      let ledger = try Ledger.openReadOnly(at: root.ledgerPath)
      return (try FollowedDrop(drop.name, root, ledger).result(line), ledger)
    }
  }

  private func tell(_ result: DirectRun.Result, _ ledger: Ledger, _ root: Root) throws {
    switch result {
    case .rejected(let number, let reason):
      if output.json { try JSONLine.say(JobFact(try ledger.job(number))) }
      throw CommandFailure(RetortExit.bundleRejected, "the bundle is rejected\n\(reason)")
    case .ended(let job, let state, let reason):
      if output.json { try JSONLine.say(JobFact(try ledger.job(job))) }
      guard state != .queued else {
        throw CommandFailure(
          RetortExit.trouble, "stopped on request; job \(job) waits in the queue")
      }
      throw CommandFailure(
        RetortExit.jobFailed, "job \(job) is \(state.rawValue)\(reason.map { ": \($0)" } ?? "")")
    case .completed(let job, let report, let warnings, let wasKnown):
      for warning in warnings { Console.complain(warning) }
      if output.json { return try JSONLine.say(JobFact(try ledger.job(job))) }
      if wasKnown {
        Console.complain("this content is known: job \(job); write 'rerun: true' to compute afresh")
      }
      Console.say("\(root.path)/\(report)/report.md\n")
      Console.say(RenderedReports.markdown(try ledger.jobReport(job: job)))
    }
  }
}
