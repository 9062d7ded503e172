import ArgumentParser
import Inbox
import Ledger
import PlainText
import Specifications

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Says whether a bundle would be taken, and what it asks for.",
    discussion: """
      Reads and checks a bundle or a directory exactly as the inbox would, trains nothing and \
      changes nothing. Needs no root; where --root names one, its limits are used, and its ledger says \
      what 'data: {from: NAME}' means.

      EXAMPLES:
        retort check Examples/mfeat
        retort check mfeat.tar.zst --json
      """)

  @Argument(help: "A bundle (tar, zip) or a directory with a job.yaml.")
  var path: String
  @Option(
    name: .long, help: ArgumentHelp("Use the limits and the ledger of this root.", valueName: "dir")
  )
  var root: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    let place = try BundlePlace(path)
    let root = try root.map { try Root(path: $0) }
    let settings =
      try root.map { try WorkSettings($0) }
      ?? WorkSettings(
        .standard, processors: Machine.processors, memory: Machine.memoryBytes)
    do {
      let (bundle, job) = try BundleCheck(
        programs: Making.programs(), settings: settings, ledger: try root.flatMap(Reading.ledger)
      ).check(place.source)
      if output.json {
        try JSONLine.say(CheckFact(job, bundleSha256: bundle.sha256, workers: settings.workers))
      } else {
        for warning in job.warnings { Console.complain(warning) }
        Console.say(text(job, settings))
      }
    } catch let refusal as IntakeRefusal {
      if output.json && refusal.kind != .system { try JSONLine.say(RefusalFact(refusal)) }
      throw CommandFailure(refusal.exitCode, refusal.reason)
    }
  }

  private func text(_ job: JobDescription, _ settings: WorkSettings) -> String {
    let estimate = job.estimate
    var lines = [
      "\(visibleText(job.name)): this bundle would be taken",
      "  plan      at most \(count(estimate.runs, "run")): \(factors(estimate)), "
        + "with their students, searches and controls",
      "  memory    about \(Amount.bytes(estimate.memoryBytes)) of \(Amount.bytes(settings.memoryBytes))",
      "  time      \(time(estimate, settings)) with \(count(settings.workers, "worker")); "
        + "early stopping makes it less",
      "  test set  \(count(estimate.testRows, "row"))"
        + (estimate.testUnits < estimate.testRows
          ? " in \(count(estimate.testUnits, "group"))" : ""),
    ]
    for gain in estimate.smallestGains {
      lines.append(
        "            can show a gain of \(points(gain.gain)) points or more where student and "
          + "distilled disagree on \(points(gain.discordance)) % of rows")
    }
    return lines.joined(separator: "\n")
  }

  /// What the plan multiplies; settings and splits only where there are several.
  private func factors(_ estimate: PlanEstimate) -> String {
    let repeats = [(estimate.settings, "setting"), (estimate.splits, "split")].filter { $0.0 > 1 }
    let inner = [
      (estimate.pairs, "pair"), (estimate.variants, "variant"), (estimate.seeds, "seed"),
    ]
    return (repeats + inner).map { count($0.0, $0.1) }.joined(separator: " × ")
  }

  private func time(_ estimate: PlanEstimate, _ settings: WorkSettings) -> String {
    let seconds = estimate.coreSeconds / Double(settings.workers)
    return seconds < 1 ? "seconds" : "very roughly \(Amount.seconds(seconds))"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private func points(_ share: Double) -> String {
    FixedDecimal(share * 100, decimals: 1).ascii
  }
}

/// What `check --json` says.
struct CheckFact: Encodable {
  var accepted = true
  var name: String
  var bundleSha256: String
  var contentSha256: String
  var runs: Int
  var settings: Int
  var splits: Int
  var pairs: Int
  var variants: Int
  var seeds: Int
  var memoryBytes: Int
  var expectedSeconds: Double
  var testRows: Int
  var testUnits: Int
  var smallestGains: [PlanEstimate.SmallestGain]
  var warnings: [String]

  init(_ job: JobDescription, bundleSha256: String, workers: Int) {
    name = job.name
    self.bundleSha256 = bundleSha256
    contentSha256 = job.contentSHA256
    runs = job.estimate.runs
    settings = job.estimate.settings
    splits = job.estimate.splits
    pairs = job.estimate.pairs
    variants = job.estimate.variants
    seeds = job.estimate.seeds
    memoryBytes = job.estimate.memoryBytes
    expectedSeconds = job.estimate.coreSeconds / Double(workers)
    testRows = job.estimate.testRows
    testUnits = job.estimate.testUnits
    smallestGains = job.estimate.smallestGains
    warnings = job.warnings
  }
}
