import ArgumentParser
import Foundation
import Inbox
import Ledger
import Logging

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Computes completed jobs again and compares every byte with the ledger.",
    discussion: """
      Reads every object the rows name and digests the result rows; then computes each job again \
      without reuse, in a scratch root, and compares result rows, run products, tables, figures, \
      predictions and models. --quick leaves the second computation out. The root is only read, also \
      beside a watch; what was found is told as an event of the job.

      Where processor kernels or engine are others than the job's, the job is not comparable, \
      which is not the same as different.

      Leaves with 12 where something differs, with 1 where something could not be compared.

      EXAMPLES:
        retort verify 12
        retort verify --quick
        retort verify --json | jq 'select(.outcome != "verified")'
      """)

  @Argument(help: "The job's number; without one, all completed jobs.")
  var job: Int?
  @Flag(help: "Read objects and result rows; compute nothing.")
  var quick = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where the scratch root is made (default: the folder for temporary files).", valueName: "dir")
  )
  var scratch: String?
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let root = try rootOptions.open()
    guard let ledger = try Reading.ledger(root) else {
      if let job { throw LedgerError.unknownJob(job) }
      return tellNothing()
    }
    let jobs = try jobs(ledger)
    var verification = Verification(root, ledger, try scratchWork(root))
    let problems = try verification.ledgerProblems()
    for problem in problems { try tell(problem: problem) }
    if jobs.isEmpty { tellNothing() }
    var outcomes: Set<VerifiedJob.Outcome> = problems.isEmpty ? [] : [.differs]
    let line = ProgressLine()
    for number in jobs {
      var verified = try verification.verify(number, isQuick: quick) { line.show(job: number, $0) }
      line.clear()
      if let note = record(verified, at: root) { verified.notes.append(note) }
      try tell(verified)
      outcomes.insert(verified.outcome)
    }
    if outcomes.contains(.differs) { throw CommandFailure(RetortExit.differs) }
    if !outcomes.isSubset(of: [.verified, .whole]) { throw CommandFailure(RetortExit.trouble) }
  }

  private func jobs(_ ledger: Ledger) throws -> [Int] {
    guard let job else { return try ledger.jobs().filter { $0.state == .completed }.map(\.job) }
    let row = try ledger.job(job)
    guard row.state == .completed else {
      throw CommandFailure(
        RetortExit.trouble,
        "job \(job) is \(row.state.rawValue); only a COMPLETED job has results to verify")
    }
    return [job]
  }

  private func scratchWork(_ root: Root) throws -> ScratchWork {
    let build = RetortVersion.build()
    return ScratchWork(
      in: scratch ?? FileManager.default.temporaryDirectory.path, settings: try WorkSettings(root),
      environment: ComputingEnvironment.record(build: build), reports: RenderedReports.renderer,
      programs: Making.programs(build: build), stop: .bySignals(),
      log: .ofCommand(to: .standardError, level: .warning))
  }

  /// - Returns: why the history could not be told, where it could not.
  private func record(_ verified: VerifiedJob, at root: Root) -> String? {
    guard let event = verified.event else { return nil }
    return History(root).note(
      event.kind, event.level, job: verified.job.job, event.message, sha256: verified.job.seal)
  }

  private func tellNothing() {
    if !output.json { Console.say("no job is COMPLETED; there is nothing to verify") }
  }

  private func tell(problem: String) throws {
    if output.json {
      try JSONLine.say(LedgerProblemFact(problem: problem))
    } else {
      Console.say("the ledger is damaged: \(problem)")
    }
  }

  private func tell(_ verified: VerifiedJob) throws {
    if output.json { return try JSONLine.say(VerifiedFact(verified)) }
    var lines = [
      "job \(verified.job.job) (\(ShownName.line(verified.job.name))): \(words(verified))"
    ]
    lines += verified.differences.map { "  \(ShownName.lines($0.line))" }
    lines += verified.notes.map { "  \(ShownName.lines($0))" }
    Console.say(lines.joined(separator: "\n"))
  }

  private func words(_ verified: VerifiedJob) -> String {
    let pruned = verified.prunedObjects > 0 ? ", \(verified.prunedObjects) are pruned" : ""
    switch verified.outcome {
    case .verified:
      return "verified: \(verified.job.committedRuns) runs computed again, every byte is the same; "
        + "\(verified.objects) objects are whole\(pruned)"
    case .whole: return "\(verified.objects) objects and the result rows are whole\(pruned)"
    case .differs: return "DIFFERS: \(verified.count)"
    case .notComparable, .impossible: return verified.outcome.rawValue
    }
  }
}

/// What `verify --json` says of a job.
private struct VerifiedFact: Encodable {
  var job: Int
  var outcome: String
  var differences: [Difference]
  var notes: [String]
  var objects: Int
  var prunedObjects: Int

  init(_ verified: VerifiedJob) {
    job = verified.job.job
    outcome = verified.outcome.rawValue
    differences = verified.differences
    notes = verified.notes
    objects = verified.objects
    prunedObjects = verified.prunedObjects
  }
}

/// What `verify --json` says of the ledger as a whole, where something is wrong with it.
private struct LedgerProblemFact: Encodable {
  var problem: String
}
