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
    let models = ExportedModels(evidence)
    for file in evidence.report.files {
      table.append([MarkdownText.codeSpan(file.name), description(of: file.name, models)])
    }
    return ["## Files", table.text] + advice
  }

  private func description(of name: String, _ models: ExportedModels) -> String {
    if name == "predictions.csv" { return "the exported models' words on every test row" }
    guard let model = models.model(name) else { return "" }
    let student = MarkdownText.name(model.student)
    let place = model.setting.isEmpty ? "" : ", at \(MarkdownText.name(model.setting))"
    guard let teacher = model.teacher else {
      return "the tuned student \(student), trained on labels alone\(place)"
        + recommendation(over: model.recommendedOver)
    }
    return "the student \(student), distilled from \(MarkdownText.name(teacher))\(place)"
      + (model.recommendedOver.isEmpty ? "" : ". **Recommended**")
  }

  /// A student is set against one distilled model a teacher.
  private func recommendation(over teachers: [String]) -> String {
    guard !teachers.isEmpty else { return "" }
    return ". **Recommended** over "
      + (teachers.count > 4
        ? "those distilled from \(teachers.count) teachers"
        : "the one distilled from \(Listing.text(teachers.map(MarkdownText.name)))")
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
