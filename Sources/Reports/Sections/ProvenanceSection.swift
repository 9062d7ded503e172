import Ledger
import PlainText
import Records

/// What exactly was computed, from what, with what, and how to do it again.
///
/// The one place of the report for what differs between two runs of the same bundle: the job's
/// number, times, attempts. Nothing that still changes once a job is sealed stands here, so that the
/// same report can be written again later.
struct ProvenanceSection: Sendable {
  private let evidence: JobEvidence
  /// A specification longer than this is cut; the bundle has all of it.
  private let lineLimit = 200

  init(_ evidence: JobEvidence) {
    self.evidence = evidence
  }

  var blocks: [String] {
    [
      "## Provenance",
      """
      ```sh
      retort run BUNDLE    # the archive named below: the same build gives the same numbers, to the bit
      retort report \(evidence.report.job.job)\(padding)# writes this folder again, from the ledger alone
      ```
      """,
      facts, "### Members of the bundle", members,
    ] + borrowed + settings + environments + ["### job.yaml", specification]
  }

  /// Lines the two comments up.
  private var padding: String {
    String(repeating: " ", count: max(1, 7 - String(evidence.report.job.job).count))
  }

  private var facts: String {
    let report = evidence.report
    let provenance = report.provenance
    var table = MarkdownTable([("what", .leading), ("value", .leading)])
    table.append(["job", String(report.job.job)])
    table.append(["submitted", report.job.submittedAt.text])
    if let started = report.job.startedAt { table.append(["started", started.text]) }
    if let decided = report.verdicts.map(\.decidedAt).max() {
      table.append(["verdicts decided (before any student was distilled)", decided.text])
    }
    table.append(["attempts", String(report.job.attempts)])
    table.append(["runs", runs])
    table.append(["seeds", seeds])
    table.append([
      "bundle", "\(provenance.bundleBytes) bytes, SHA-256 `\(provenance.bundleSHA256)`",
    ])
    table.append([
      "content (specification, members, engine, numerics)", "`\(provenance.contentSHA256)`",
    ])
    table.append([
      "results (SHA-256 over all result rows)",
      report.seal.map { "`\($0)`" } ?? "not sealed: the job did not finish",
    ])
    return table.text
  }

  private var runs: String {
    var all: Set<Int> = []
    var reused: Set<Int> = []
    for row in evidence.report.results {
      all.insert(row.ordinal)
      if row.reused { reused.insert(row.ordinal) }
    }
    let total = "\(all.count) of \(evidence.report.job.plannedRuns) planned"
    let origins = evidence.report.origins
    if !origins.reused.isEmpty || origins.repeated > 0 {
      let shared =
        origins.shared == 0
        ? ""
        : "; \(Counted.text(origins.shared, "place shares", plural: "places share")) the run of another"
      return "\(total): \(origins.inWords)\(shared)"
    }
    return reused.isEmpty ? total : total + ", \(reused.count) of them reused"
  }

  private var seeds: String {
    let seeds = Set(evidence.report.results.map(\.seed)).sorted()
    guard let first = seeds.first, let last = seeds.last else { return noNumber }
    return seeds.count > 1 && last - first == seeds.count - 1
      ? "\(first) to \(last)" : seeds.map(String.init).joined(separator: ", ")
  }

  private var members: String {
    var table = MarkdownTable([("name", .leading), ("bytes", .trailing), ("SHA-256", .leading)])
    for member in evidence.report.provenance.members {
      table.append([
        MarkdownText.codeSpan(member.name), String(member.bytes), "`\(member.sha256)`",
      ])
    }
    return table.text
  }

  /// What `data: {from: …}` was taken to mean.
  private var borrowed: [String] {
    let provenance = evidence.report.provenance
    guard !provenance.borrowed.isEmpty else { return [] }
    var table = MarkdownTable([
      ("name", .leading), ("bytes", .trailing), ("SHA-256", .leading), ("of bundle", .leading),
    ])
    for file in provenance.borrowed {
      table.append([
        MarkdownText.codeSpan(file.member.name), String(file.member.bytes),
        "`\(file.member.sha256)`", "`\(file.bundleSHA256.prefix(12))…`",
      ])
    }
    return [
      "### Data of an earlier bundle",
      "Taken by name, with `data: {from: …}`; dataset `\(provenance.datasetSHA256 ?? "unknown")`.",
      table.text,
    ]
  }

  private var settings: [String] {
    let settings = evidence.report.provenance.settings
    guard !settings.isEmpty else { return ["Every setting has its default value."] }
    var table = MarkdownTable([("setting", .leading), ("value", .leading)])
    for setting in settings {
      table.append([MarkdownText.codeSpan(setting.name), MarkdownText.codeSpan(setting.value)])
    }
    return ["### Settings that are not the default", table.text]
  }

  private var environments: [String] {
    let environments = evidence.report.provenance.environments
    guard !environments.isEmpty else { return [] }
    // Some engines computed without one.
    let hasLibrary = environments.contains { $0.blasVersion != EnvironmentRecord.noLibrary }
    var table = MarkdownTable(
      [("Retort", .leading), ("build", .leading), ("engine", .trailing)]
        + (hasLibrary ? [("linear algebra", .leading), ("its core", .leading)] : [])
        + [("kernels", .leading), ("threads a run", .trailing), ("processor", .leading)])
    for environment in environments {
      let library = [environment.blasVersion, environment.blasCore].map(MarkdownText.name)
      table.append(
        [
          MarkdownText.name(environment.retortVersion), MarkdownText.name(environment.build),
          String(environment.engineVersion),
        ] + (hasLibrary ? library : []) + [
          MarkdownText.name(environment.kernelLevel), String(environment.threads),
          MarkdownText.name(environment.processor),
        ])
    }
    return ["### Computed with", table.text]
  }

  private var specification: String {
    var lines = evidence.report.provenance.specificationYAML
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
        visibleText(String($0).replacingTabs)
      }
    while lines.last?.isEmpty == true { lines.removeLast() }
    let longest = lines.map(MarkdownText.longestBacktickRun).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    var shown = Array(lines.prefix(lineLimit))
    if lines.count > lineLimit {
      shown.append("# … \(Counted.text(lines.count - lineLimit, "more line"))")
    }
    return ([fence + "yaml"] + shown + [fence]).joined(separator: "\n")
  }
}

extension String {
  /// Tabs as spaces, so that they are not shown as escapes.
  fileprivate var replacingTabs: String {
    split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "  ")
  }
}
