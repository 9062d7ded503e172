import ArgumentParser
import Inbox
import Ledger

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Writes a job's report again, from the ledger alone.",
    discussion: """
      The same ledger gives the same bytes. What stood in the report's folder is replaced.

      EXAMPLES:
        retort report 12
      """)

  @Argument(help: "The job's number, as 'retort jobs' lists it.")
  var job: Int
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let ledger = try Reading.ledger(rootOptions, holding: job)
    let root = try rootOptions.open()
    let publication = ReportPublication(
      root: root, ledger: ledger, renderer: RenderedReports.renderer)
    let report = try publication.publish(job: job)
    if output.json {
      try JSONLine.say(JobFact(try ledger.job(job)))
    } else {
      Console.say("\(root.path)/\(report)/report.md")
    }
  }
}
