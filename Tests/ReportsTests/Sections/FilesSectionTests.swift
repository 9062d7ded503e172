import Ledger
import Records
import Testing

@testable import Reports

@Suite("Files beside a report") struct FilesSectionTests {
  private func text(_ evidence: JobEvidence) -> String {
    FilesSection(evidence, figures: ReportFigures(evidence)).blocks.joined(separator: "\n\n")
  }

  @Test("both exported students are described as what they are, one of them recommended")
  func models() {
    let text = text(SampleReport.evidence([SampleReport.helping, SampleReport.uncredited]))
    #expect(
      text.line(with: "`models/pixels-to-morphology.safetensors`").contains(
        "the student morphology, distilled from pixels. **Recommended**"))
    #expect(
      !text.line(with: "`models/student-morphology.safetensors`").contains("Recommended"))
    #expect(
      text.line(with: "`models/student-zernike.safetensors`").contains(
        "the tuned student zernike, trained on labels alone. **Recommended** over the one distilled "
          + "from fourier"))
  }

  @Test("without a choice on validation none is recommended")
  func unchosen() {
    let text = text(
      SampleReport.evidence { report in
        report.summaries.removeAll { $0.section == "model" }
      })
    #expect(!text.contains("Recommended"))
    #expect(text.contains("`retort predict` applies it."))
  }

  @Test("without models nothing is said of them")
  func none() {
    #expect(!text(SampleReport.evidence { $0.files = [] }).contains("retort predict"))
  }

  @Test("a student of many teachers counts those it is better than")
  func manyTeachers() {
    let pairs = (0..<5).map { number in
      var numbers = SampleReport.uncredited
      numbers.teacher = "t\(number)"
      return numbers
    }
    #expect(
      text(SampleReport.evidence(pairs)).line(with: "student-zernike").contains(
        "**Recommended** over those distilled from 5 teachers"))
  }

  @Test("every table that is written is listed")
  func tables() {
    let report = Report(SampleReport.report())
    for file in report.rendered.files where file.name.hasSuffix(".csv") {
      #expect(report.rendered.markdown.contains("| `\(file.name)`"))
    }
  }
}
