import ArgumentParser
import Foundation
import Inbox
import Ledger
import Specifications

struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Frees the space of what old runs left.",
    discussion: """
      Gives up outputs, weights and learning curves of the runs of jobs that ended more than \
      retention_days ago (retort.yaml), or of the jobs named. Every number, every report with its \
      models and predictions, and every bundle stays; a later job that asks for such a run computes \
      it again. What a job that waits or runs may read is kept. Safe beside a watch; a prune that was \
      killed is finished by the next.

      EXAMPLES:
        retort prune --dry-run
        retort prune
        retort prune 12 13
      """)

  @Argument(help: "Jobs to prune whatever their age; without any, those past retention_days.")
  var jobs: [Int] = []
  @Flag(help: "Say what would go; change nothing.")
  var dryRun = false
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let root = try rootOptions.open()
    let settings = try RootSettings(root)
    guard let ledger = try Reading.ledger(root) else {
      if let job = jobs.first { throw LedgerError.unknownJob(job) }
      return try tell(Ledger.Pruning(), freed: 0, settings)
    }
    for job in jobs { _ = try ledger.job(job) }
    guard let scope = scope(settings) else { return try tell(Ledger.Pruning(), freed: 0, settings) }
    if dryRun { return try tell(try ledger.pruning(scope), freed: 0, settings) }
    let writing = try Ledger.open(at: root.ledgerPath)
    let pruning = try writing.markPruned(scope)
    // Also what an earlier prune has marked and not removed.
    try tell(pruning, freed: try writing.removePrunedFiles(), settings)
  }

  private func scope(_ settings: RootSettings) -> Ledger.PruneScope? {
    guard jobs.isEmpty else { return .jobs(jobs) }
    return settings.retentionDays.map { days in
      let now = Int64(Date().timeIntervalSince1970 * 1_000)
      return .endedBefore(Timestamp(milliseconds: now - Int64(days) * 86_400_000))
    }
  }

  private func tell(_ pruning: Ledger.Pruning, freed: Int, _ settings: RootSettings) throws {
    if output.json {
      try JSONLine.say(PruneFact(pruning, freed: freed, dryRun: dryRun))
    } else if jobs.isEmpty && settings.retentionDays == nil {
      Console.say("nothing is given up: retention_days is not set in retort.yaml")
    } else {
      let what = "\(pruning.objects) objects of \(pruning.jobs) jobs"
      Console.say(
        dryRun
          ? "would give up \(what), \(Amount.bytes(pruning.bytes))"
          : "gave up \(what); \(Amount.bytes(freed)) freed")
    }
    if let job = pruning.neededBy {
      Console.complain(
        "\(pruning.neededObjects) objects are kept for now: job \(job) has not ended and may read them"
      )
    }
  }
}

/// What `prune --json` says.
private struct PruneFact: Encodable {
  var dryRun: Bool
  var jobs: Int
  var objects: Int
  var bytes: Int
  var freedBytes: Int
  var neededObjects: Int
  var neededBy: Int?

  init(_ pruning: Ledger.Pruning, freed: Int, dryRun: Bool) {
    self.dryRun = dryRun
    jobs = pruning.jobs
    objects = pruning.objects
    bytes = pruning.bytes
    freedBytes = freed
    neededObjects = pruning.neededObjects
    neededBy = pruning.neededBy
  }
}
