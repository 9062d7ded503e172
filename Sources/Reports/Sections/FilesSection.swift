import Ledger
import Records

/// What lies beside `report.md`, and which of the exported models to take.
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
    table.append([
      "`transfers.csv`", "every chosen variant against each reference: what a claim is made of",
    ])
    table.append(["`curves.csv`", "losses by epoch, seed and arm"])
    table.append(["`information.csv`", "mutual-information estimates and verdicts, in nats"])
    if !figures.files.isEmpty {
      table.append(["`figures/`", "the pictures of this report, as SVG"])
    }
    for file in evidence.report.files {
      table.append([MarkdownText.codeSpan(file.name), description(of: file.name)])
    }
    return ["## Files", table.text] + advice
  }

  private func description(of name: String) -> String {
    if name == "predictions.csv" { return "the exported models' words on every test row" }
    guard name.hasPrefix("models/") else { return "" }
    guard let model = ExportedModel(file: name, evidence: evidence) else { return "a model" }
    var text =
      model.teacher == nil
      ? "the tuned student \(MarkdownText.name(model.student)), trained on labels alone"
      : "the student \(MarkdownText.name(model.student)), distilled from "
        + MarkdownText.name(model.teacher ?? "")
    if !model.setting.isEmpty { text += ", at \(MarkdownText.name(model.setting))" }
    let over = model.recommendedOver.map(MarkdownText.name)
    if model.teacher != nil, !over.isEmpty {
      text += ". **Recommended**"
    } else if over.count > 4 {
      text += ". **Recommended** over those distilled from \(over.count) teachers"
    } else if !over.isEmpty {
      text += ". **Recommended** over the one distilled from \(Listing.text(over))"
    }
    return text
  }

  private var advice: [String] {
    guard evidence.report.files.contains(where: { $0.name.hasPrefix("models/") }) else { return [] }
    let isRecommended = !evidence.summaries("model").isEmpty
    return [
      "A model is the seed best on validation of its own arm, with its preprocessing; `retort predict` "
        + "applies it."
        + (isRecommended
          ? " Recommended is, of a pair's distilled and tuned student, the better on validation rows; "
            + "ties go to the student, which needs no teacher." : "")
    ]
  }
}
