import Ledger
import Records

/// What the job stumbled over: warnings, each once, and runs that diverged.
struct WarningsSection: Sendable {
  private let evidence: JobEvidence
  /// Diverged runs named one by one; a sweep gone wrong may have hundreds.
  private let limit = 12

  init(_ evidence: JobEvidence) {
    self.evidence = evidence
  }

  var blocks: [String] {
    let pairs = Set(evidence.pairs.map { [$0.name.teacher, $0.name.student] }).count
    let settings = evidence.settings.count
    let warnings = evidence.warnings.map { warning in
      "- " + MarkdownText.sentence(warning.text)
        + (warning.location(pairs: pairs, settings: settings).map { " (\($0))" } ?? "")
    }
    let diverged = evidence.report.divergences
    guard !warnings.isEmpty || !diverged.isEmpty else { return ["## Warnings", "None."] }
    var blocks = ["## Warnings"]
    if !warnings.isEmpty { blocks.append(warnings.joined(separator: "\n")) }
    if !diverged.isEmpty {
      blocks += [
        Counted.text(diverged.count, "run diverged", plural: "runs diverged")
          + " and left no number; means are over the seeds that remain:",
        (diverged.prefix(limit).map(line)
          + (diverged.count > limit
            ? [
              "- and \(diverged.count - limit) more (the view `failures` of the ledger lists them)"
            ] : []))
          .joined(separator: "\n"),
      ]
    }
    return blocks
  }

  private func line(_ row: DivergenceRow) -> String {
    let modalities = [row.teacher, row.student].filter { !$0.isEmpty }.map(MarkdownText.name)
    var subject = "- \(MarkdownText.name(row.arm)) " + modalities.joined(separator: " → ")
    if !row.variant.isEmpty { subject += " (\(MarkdownText.name(row.variant)))" }
    return subject + ", seed \(row.seed): \(MarkdownText.sentence(row.reason))"
  }
}
