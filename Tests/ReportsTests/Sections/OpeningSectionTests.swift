import Ledger
import Records
import Testing

@testable import Reports

@Suite("The first lines") struct OpeningSectionTests {
  private func text(_ pairs: [PairNumbers]) -> String {
    let evidence = SampleReport.evidence(pairs)
    return OpeningSection(evidence, figures: ReportFigures(evidence)).blocks
      .joined(separator: "\n\n")
  }

  @Test(
    "the glance has the transfer over the reference that is beaten least clearly, and the claim")
  func glance() {
    let text = text([SampleReport.helping, SampleReport.uncredited])
    #expect(
      text.line(with: "| pixels → morphology").contains("|            +0.9 | helps   | helps |"))
    #expect(
      text.line(with: "| fourier → zernike").contains("|            +0.2 | helps   | none  |"))
  }

  @Test(
    "what a claim is stands below it: every control, the adjusted p, the constant, nothing against it"
  )
  func claim() {
    let words = text([SampleReport.helping, SampleReport.uncredited]).line(with: "**Claim** is")
    for condition in [
      "every control are beaten with the whole interval",
      "adjusted over all pairs, is at most 0.05",
      "above a constant prediction", "nothing else is held against it",
    ] { #expect(words.contains(condition)) }
  }

  @Test("an outcome of a student below the constant says so")
  func belowConstant() {
    var numbers = SampleReport.uncredited
    numbers.constant = 0.85
    let text = text([SampleReport.helping, numbers])
    #expect(text.line(with: "| fourier → zernike").contains("| helps, below a constant | none"))
    #expect(!text.line(with: "| pixels → morphology").contains("below"))
  }
}
