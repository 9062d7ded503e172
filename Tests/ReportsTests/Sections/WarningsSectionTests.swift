import Ledger
import Records
import Testing

@testable import Reports

@Suite("Warnings") struct WarningsSectionTests {
  private func text(change: (inout JobReport) -> Void = { _ in }) -> String {
    WarningsSection(
      SampleReport.evidence([SampleReport.helping, SampleReport.uncredited], change: change)
    ).blocks.joined(separator: "\n\n")
  }

  private func divergence(_ number: Int) -> DivergenceRow {
    DivergenceRow(
      ordinal: number, arm: "class-mean", teacher: "pixels", student: "morphology",
      variant: "selected", seed: number, reason: "loss is not finite at step 14")
  }

  @Test("none is said, so that a missing section is not read as one")
  func none() {
    #expect(
      text { $0.summaries.removeAll { $0.section == "warning" } } == "## Warnings\n\nNone.")
  }

  @Test("a sentence of one pair of several names it, one of the job names nothing")
  func places() {
    let text = text { report in
      report.summaries.append(
        SummaryRecord(
          ordinal: 0, section: "warning", teacher: "fourier", student: "zernike",
          text: "Weight decay decides the sign."))
    }
    #expect(text.contains("\n- Weight decay decides the sign. (fourier → zernike)"))
    #expect(
      text.contains("- No validation rows were given: a stratified sixth of train was taken.\n"))
  }

  @Test("markup in a sentence is text")
  func escaped() {
    let text = text { report in
      report.summaries.append(
        SummaryRecord(ordinal: 0, section: "warning", text: "Column '*x*' <b>counts</b>."))
    }
    #expect(text.contains("- Column '\\*x\\*' \\<b\\>counts\\</b\\>."))
  }

  @Test("runs that diverged are listed with place and reason, the first twelve of many")
  func diverged() {
    let one = text { $0.divergences = [divergence(2)] }
    #expect(one.contains("1 run diverged and left no number"))
    #expect(
      one.contains("- class-mean pixels → morphology (selected), seed 2: loss is not finite"))
    let many = text { $0.divergences = (0..<15).map(divergence) }
    #expect(many.contains("15 runs diverged"))
    #expect(many.components(of: "loss is not finite") == 12)
    #expect(many.contains("- and 3 more (the view `failures` of the ledger lists them)"))
  }
}
