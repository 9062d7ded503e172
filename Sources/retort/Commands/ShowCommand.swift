import ArgumentParser
import Inbox
import Ledger
import PlainText
import Records
import Reports

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows what the ledger knows of a job.",
    discussion: """
      With a filter it lists the job's comparisons that match, a row of the view 'kd_gain' each; with \
      --arm the levels of that arm on every split, a row of 'seed_statistics' each.

      EXAMPLES:
        retort show 12
        retort show 12 --selected --outcome helps
        retort show 12 --teacher pixels --metric accuracy --where lambda=1 --json
        retort show 12 --arm class-mean --student zernike
      """)

  @Argument(help: "The job's number, as 'retort jobs' lists it.")
  var job: Int
  @OptionGroup(title: "FILTERS") var filters: ShowFilters
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let ledger = try Reading.ledger(rootOptions, holding: job)
    let row = try ledger.job(job)
    guard filters.isEmpty else {
      return try FilteredNumbers(ledger: ledger, job: job, filters: filters).say(
        asJSON: output.json)
    }
    if output.json { return try JSONLine.say(JobFact(row)) }
    let report = try ledger.jobReport(job: job)
    var parts = [facts(row, report.origins), provenance(report.provenance)]
    if let conclusion = report.conclusion { parts.append(visibleText(conclusion)) }
    if !report.verdicts.isEmpty { parts.append(verdicts(report.verdicts)) }
    let selected = report.gains.filter { $0.comparison.selected && $0.comparison.split == "test" }
    if !selected.isEmpty { parts.append(gains(selected)) }
    if !report.divergences.isEmpty {
      parts.append("\(report.divergences.count) runs diverged; the view 'failures' names them")
    }
    let attempts = try ledger.attempts(on: .worker(job: job))
    if !attempts.isEmpty { parts.append(self.attempts(attempts)) }
    Console.say(parts.joined(separator: "\n\n"))
  }

  private func facts(_ row: JobRow, _ origins: RunOrigins) -> String {
    var lines = ["job \(row.job): \(visibleText(row.name)) is \(row.state.rawValue)"]
    if let reason = row.reason { lines.append(ShownName.lines(reason)) }
    if let repeats = row.repeats { lines.append("repeats   job \(repeats)") }
    lines.append("submitted \(row.submittedAt)")
    if let started = row.startedAt { lines.append("started   \(started)") }
    if let ended = row.endedAt { lines.append("ended     \(ended)") }
    lines.append("runs      \(row.committedRuns) of \(row.plannedRuns)")
    if row.committedRuns > 0 { lines.append("computed  \(origins.inWords)") }
    if let report = row.report { lines.append("report    \(report)/report.md") }
    if let seal = row.seal { lines.append("seal      \(seal)") }
    return lines.joined(separator: "\n")
  }

  private func provenance(_ found: Provenance) -> String {
    var lines = ["bundle    \(found.bundleSHA256), \(Amount.bytes(found.bundleBytes))"]
    for member in found.members {
      lines.append("  \(visibleText(member.name)), \(Amount.bytes(member.bytes))")
    }
    if let dataset = found.datasetSHA256 { lines.append("data      \(dataset)") }
    for file in found.borrowed {
      lines.append(
        "  \(visibleText(file.member.name)), \(Amount.bytes(file.member.bytes)), "
          + "of bundle \(file.bundleSHA256.prefix(12))")
    }
    for setting in found.settings {
      lines.append("setting   \(visibleText(setting.name)): \(visibleText(setting.value))")
    }
    return lines.joined(separator: "\n")
  }

  private func verdicts(_ rows: [VerdictRow]) -> String {
    var table = TextTable([
      ("TEACHER → STUDENT", .left), ("VERDICT", .left), ("Δ (nats)", .right), ("BECAUSE", .left),
    ])
    for row in rows {
      table.append([
        "\(row.teacher) → \(row.student)", row.verdict, number(row.delta), row.reason,
      ])
    }
    return table.text
  }

  private func gains(_ rows: [GainRow]) -> String {
    var table = TextTable([
      ("TEACHER → STUDENT", .left), ("SELECTED", .left), ("METRIC", .left), ("GAIN", .right),
      ("95 %", .left), ("OUTCOME", .left),
    ])
    for row in rows {
      table.append([
        "\(row.teacher) → \(row.student)", row.variant, row.metric, number(row.gain),
        "\(number(row.gainLower)) … \(number(row.gainUpper))", row.outcome ?? "–",
      ])
    }
    return table.text
  }

  private func attempts(_ rows: [AttemptRecord]) -> String {
    var table = TextTable([
      ("ATTEMPT", .right), ("STARTED", .left), ("OUTCOME", .left), ("WALL", .right),
      ("CPU", .right),
      ("PEAK", .right), ("RUNS", .right),
    ])
    for row in rows {
      let ending = row.ending
      table.append([
        "\(row.attempt)", row.startedAt.text, ending?.outcome.rawValue ?? "running",
        ending.map { Amount.seconds($0.wallSeconds) } ?? "",
        ending.map { Amount.seconds($0.cpuSeconds) } ?? "",
        ending.map { Amount.bytes($0.peakBytes) } ?? "", "\(row.committedRuns)",
      ])
    }
    return table.text
  }

  private func number(_ value: Double?) -> String {
    value.map { FixedDecimal($0, decimals: 4).signed } ?? "–"
  }
}
