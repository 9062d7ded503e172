import ArgumentParser
import Inbox
import Ledger

struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "Lists the jobs of a root, refused bundles included.",
    discussion: """
      EXAMPLES:
        retort jobs
        retort jobs --json | jq 'select(.state == "FAILED")'
      """)

  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let ledger = try Reading.ledger(rootOptions)
    let jobs = try ledger?.jobs() ?? []
    if output.json {
      for job in jobs { try JSONLine.say(JobFact(job)) }
      return
    }
    guard !jobs.isEmpty else {
      Console.say(
        "no jobs yet; drop a bundle into \(rootOptions.root)/inbox/, or 'retort run PATH'")
      return
    }
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
    Console.say(table.text)
  }

  /// Where the report is, or the first line of why there is none.
  private static func remark(_ job: JobRow) -> String {
    if let report = job.report { return "\(report)/report.md" }
    return job.reason?.split(separator: "\n").first.map(String.init) ?? ""
  }
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
