import ArgumentParser
import Inbox
import Ledger
import PlainText

/// How many jobs `retort jobs` lists unless it is told otherwise.
private let mostListed = 20

struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "Lists the latest jobs of a root, refused bundles included.",
    discussion: """
      Jobs that wait or run are always listed; of the others the latest \(mostListed), in the order \
      they came in. --json lists the same jobs.

      EXAMPLES:
        retort jobs
        retort jobs --state FAILED --state TIMEOUT
        retort jobs --name mfeat --since 2026-11-01
        retort jobs --since 36h
        retort jobs --all --json | jq 'select(.name == "mfeat")'
      """)

  @Flag(name: .long, help: "List all of them, not the latest alone.")
  var all = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only jobs in this state: \(JobState.allCases.map(\.rawValue).joined(separator: ", ")). "
        + "May be given again.", valueName: "state"))
  var state: [JobState] = []
  @Option(
    name: .long,
    help: ArgumentHelp("Only jobs with this in their name, in capitals or not.", valueName: "text"))
  var name: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only jobs submitted since a UTC day or minute (2026-11-01, 2026-11-01T06:30) or in the last "
        + "36h, 7d.", valueName: "when"))
  var since: Since?
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let jobs = try Reading.ledger(rootOptions).map(selection) ?? []
    if output.json {
      for job in jobs { try JSONLine.say(JobFact(job)) }
      return
    }
    guard !jobs.isEmpty else { return Console.say(nothing) }
    Console.say(table(jobs))
  }

  private var filter: JobFilter {
    JobFilter(states: Set(state), name: name, since: since?.moment())
  }

  private func selection(of ledger: Ledger) throws -> [JobRow] {
    let limit = all ? .max : mostListed
    let filter = filter
    return filter.isEmpty
      ? try ledger.recentJobs(limit: limit)
      : try ledger.recentJobs(limit: limit, matching: filter)
  }

  private var nothing: String {
    guard !filter.isEmpty else {
      return "no jobs yet; drop a bundle into \(rootOptions.root)/inbox/, or 'retort run PATH'"
    }
    var words = "no job"
    if let name { words += " with '\(visibleText(name))' in its name" }
    if let since { words += " since \(since.text)" }
    return words + " is "
      + (state.isEmpty ? "here" : state.map(\.rawValue).joined(separator: " or "))
  }

  private func table(_ jobs: [JobRow]) -> String {
    var table = TextTable([
      ("JOB", .right), ("STATE", .left), ("RUNS", .right), ("SUBMITTED", .left), ("NAME", .left),
      ("REPORT OR REASON", .left),
    ])
    for job in jobs {
      table.append([
        "\(job.job)", job.state.rawValue, "\(job.committedRuns)/\(job.plannedRuns)",
        String(job.submittedAt.text.prefix(16)), job.name, Self.remark(job),
      ])
    }
    return isCut(jobs) ? "\(table.text)\nearlier jobs: retort jobs --all" : table.text
  }

  /// Jobs are numbered from 1 without gaps. Of some states alone, a full list may be all there are.
  private func isCut(_ jobs: [JobRow]) -> Bool {
    let ended = jobs.count { $0.state.isFinal }
    return !all && ended >= mostListed && (jobs.last?.job ?? 0) > jobs.count
  }

  /// Where the report is, or the first line of why there is none.
  private static func remark(_ job: JobRow) -> String {
    if let report = job.report { return "\(report)/report.md" }
    return job.reason?.split(separator: "\n").first.map(String.init) ?? ""
  }
}

extension JobState: ExpressibleByArgument {
  /// In capitals or not.
  public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}

/// The ledger of a root for commands that only look.
enum Reading {
  /// - Returns: `nil` where the root is fresh and has no ledger yet.
  static func ledger(_ options: RootOptions) throws -> Ledger? {
    try ledger(options.open())
  }

  static func ledger(_ root: Root) throws -> Ledger? {
    let folder = try Folder(path: root.ledgerPath)
    guard let name = FileName("retort.sqlite"), try folder.facts(name) != nil else { return nil }
    return try Ledger.openReadOnly(at: root.ledgerPath)
  }

  /// A job's ledger, for commands that name one.
  static func ledger(_ options: RootOptions, holding job: Int) throws -> Ledger {
    guard let ledger = try ledger(options) else { throw LedgerError.unknownJob(job) }
    return ledger
  }
}
