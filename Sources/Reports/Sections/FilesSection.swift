import Ledger
import Records

/// What lies beside `report.md`.
struct FilesSection: Sendable {
  private let evidence: JobEvidence
  private let figures: ReportFigures

  init(_ evidence: JobEvidence, figures: ReportFigures) {
    self.evidence = evidence
    self.figures = figures
  }

  var blocks: [String] {
    var table = MarkdownTable([("file", .leading), ("holds", .leading)])
    table.append(["`results.csv`", "every metric of every run"])
    table.append(["`gain.csv`", "every variant against its student, with intervals and controls"])
    table.append(["`curves.csv`", "losses by epoch, seed and arm"])
    table.append(["`information.csv`", "mutual-information estimates and verdicts, in nats"])
    if !figures.files.isEmpty {
      table.append(["`figures/`", "the pictures of this report, as SVG"])
    }
    for file in evidence.report.files {
      table.append([MarkdownText.codeSpan(file.name), description(of: file.name)])
    }
    return ["## Files", table.text]
  }

  private func description(of name: String) -> String {
    if name == "predictions.csv" { return "the exported models' words on every test row" }
    if name.hasPrefix("models/") {
      return
        "the distilled student (the seed best on validation), with its preprocessing; apply it with "
        + "`retort predict`"
    }
    return ""
  }
}
