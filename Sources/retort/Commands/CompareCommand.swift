import ArgumentParser
import Inbox
import Ledger
import PlainText
import Records
import Reports

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Sets two jobs side by side; what differs first comes first.",
    discussion: """
      Data by the digest of every file, the specification value by value, builds and machines, then \
      the gains of the chosen variants. The first of these that differs usually explains the others. \
      A gain has moved where the second job's lies outside the first job's interval.

      EXAMPLES:
        retort compare 12 19
        retort compare 12 19 --json
      """)

  @Argument(help: "The earlier job's number, as 'retort jobs' lists it.")
  var first: Int
  @Argument(help: "The later job's number.")
  var second: Int
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let ledger = try Reading.ledger(rootOptions, holding: first)
    let sides = try [first, second].map { job in
      JobComparison.Side(
        job: try ledger.job(job), provenance: try ledger.provenance(job: job),
        gains: try ledger.gains(job: job), verdicts: try ledger.verdicts(job: job),
        draws: try ledger.draws(job: job))
    }
    let comparison = JobComparison(
      sides[0], sides[1], metrics: try ledger.agreement(of: first, with: second))
    if output.json { return try JSONLine.say(comparison) }
    Console.say(ComparisonText(comparison, names: sides.map(\.job)).text)
  }
}
