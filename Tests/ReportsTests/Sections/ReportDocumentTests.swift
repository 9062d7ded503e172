import Ledger
import Records
import Testing

@testable import Reports

@Suite("The order of a report") struct ReportDocumentTests {
  private func markdown(_ change: (inout JobReport) -> Void = { _ in }) -> String {
    let evidence = SampleReport.evidence(
      [SampleReport.helping, SampleReport.uncredited], change: change)
    return ReportDocument(evidence, figures: ReportFigures(evidence)).text
  }

  private func headings(_ text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
  }

  @Test("is the answer, then what it rests on, then what it was made from")
  func order() {
    let text = markdown { report in
      report.night = Night(
        previousJob: 7, previousSubmittedAt: Timestamp(milliseconds: 0), changes: [], rows: [])
    }
    // The order of docs/reading-a-report.md.
    let wanted = [
      "Since the last night", "The sweep in pictures", "pixels → morphology", "fourier → zernike",
      "All variants", "Calibration", "Classes", "What this test set can show", "Learning curves",
      "Data", "Warnings", "Limits", "Provenance",
    ]
    let found = headings(text)
    #expect(found.filter(wanted.contains) == wanted)
    #expect(found.last == "Provenance")
  }

  @Test("links every picture that is drawn, and none that is not")
  func figures() {
    for change: @Sendable (inout JobReport) -> Void in [
      { _ in }, { $0.curves = [] }, { $0.summaries.removeAll { $0.section == "reliability" } },
      { $0.gains = [] },
    ] {
      let evidence = SampleReport.evidence(change: change)
      let figures = ReportFigures(evidence)
      let text = ReportDocument(evidence, figures: figures).text
      let linked = text.split(separator: "\n").filter { $0.hasPrefix("![") }
        .compactMap { $0.split(separator: "(").last.map { String($0.dropLast()) } }
      #expect(Set(linked) == Set(figures.files.map(\.name)))
      #expect(linked.count == Set(linked).count)
    }
  }

  @Test("has an empty line between blocks, no two of them, and one line end at its end")
  func blocks() {
    let text = markdown()
    #expect(!text.contains("\n\n\n") && text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    for line in text.split(separator: "\n") { #expect(line.last?.isWhitespace != true) }
  }
}

@Suite("The sweep in pictures") struct SweepSectionTests {
  @Test("says below every picture what one sees, its words safe in Markdown")
  func sentences() {
    let evidence = SampleReport.evidence { report in
      report.gains = SampleSweep.comparisons(modalities: ["*pix*", "four", "zer"])
        .map { GainRow(job: 12, comparison: $0) }
    }
    let figures = SweepFigures(evidence)
    let blocks = SweepSection(figures).blocks
    #expect(blocks.count == 1 + 2 * figures.figures.count)
    for (index, figure) in figures.figures.enumerated() {
      #expect(blocks[1 + 2 * index].hasSuffix("](\(figure.file))"))
      #expect(!blocks[2 + 2 * index].isEmpty)
    }
    #expect(blocks.joined().contains("\\*pix\\*"))
    #expect(SweepSection(SweepFigures(SampleReport.evidence { $0.gains = [] })).blocks.isEmpty)
  }
}
