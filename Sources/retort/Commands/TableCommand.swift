import ArgumentParser
import Inbox
import Ledger
import Records
import Reports

struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table", abstract: "Sets a job's numbers out as a table for a paper.",
    discussion: """
      A key is teacher, student, method, setting, variant, arm, or what was swept: lambda, \
      temperature, training.epochs … Give --rows or --columns again for several keys. A cell is the \
      variant chosen on validation, unless options of the method are asked for; 'arm' shows the level \
      of every arm instead of a gain. Where a number is missing, the legend tells why.

      EXAMPLES:
        retort table 12 --rows teacher --columns student
        retort table 12 --rows arm --columns student --where teacher=pixels --format latex
        retort table 12 --rows lambda --columns temperature --where teacher=pixels \
      --where student=zernike
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case markdown, csv, latex
  }

  @Argument(help: "The job's number, as 'retort jobs' lists it.")
  var job: Int
  @Option(name: .long, help: ArgumentHelp("What the rows stand for.", valueName: "key"))
  var rows: [String]
  @Option(name: .long, help: ArgumentHelp("What the columns stand for.", valueName: "key"))
  var columns: [String]
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Whose numbers; the metric that chose the variants unless named.", valueName: "metric"))
  var metric: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "gain, transfer (both with intervals), student or distilled (levels).", valueName: "value"))
  var value: SweepTableRequest.Value?
  @Option(name: .long, help: ArgumentHelp("Rows that were measured on.", valueName: "split"))
  var split = "test"
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Keep one value of a key. May be given again.", valueName: "key=value"))
  var conditions: [SweepTableRequest.Condition] = []
  @Option(name: .long, help: ArgumentHelp("markdown, csv or latex.", valueName: "format"))
  var format = Format.markdown
  @Flag(inversion: .prefixedNo, help: "Show how sure each number is.")
  var interval = true
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let ledger = try Reading.ledger(rootOptions, holding: job)
    _ = try ledger.job(job)
    let request = SweepTableRequest(
      rows: rows, columns: columns, metric: metric, value: value, split: split,
      conditions: conditions)
    let table: SweepTable
    do {
      table = try SweepTable(
        try ledger.gains(job: job), arms: try ledger.summaries(job: job, section: "arm"),
        draws: try ledger.draws(job: job), request)
    } catch let error as SweepTableError {
      throw CommandFailure(RetortExit.usage, "job \(job): \(error)")
    }
    if output.json {
      for fact in table.facts { try JSONLine.say(fact) }
      return
    }
    switch format {
    case .markdown: Console.say(table.markdown(withInterval: interval))
    case .csv:
      Console.say(table.csv(withInterval: interval))
      // A comment would break what reads the table; who watches is told beside it.
      if Console.isWatched { Console.complain(table.caption(withInterval: interval)) }
    case .latex: Console.say(table.latex(withInterval: interval))
    }
  }
}

extension SweepTableRequest.Value: ExpressibleByArgument {}

extension SweepTableRequest.Condition: ExpressibleByArgument {
  /// `temperature=4`; a value may hold further signs.
  public init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
    self.init(
      key: String(argument[..<sign]), value: String(argument[argument.index(after: sign)...]))
  }
}
