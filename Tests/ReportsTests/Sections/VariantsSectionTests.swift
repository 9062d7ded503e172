import Ledger
import Records
import Testing

@testable import Reports

@Suite("All variants") struct VariantsSectionTests {
  private func text(change: (inout JobReport) -> Void = { _ in }) -> String {
    VariantsSection(SampleReport.evidence(change: change)).blocks.joined(separator: "\n\n")
  }

  @Test("the chosen one is marked and has no exploratory p")
  func chosen() {
    #expect(text().components(of: "| ▶ ") == 1)
    #expect(text().line(with: "| ▶").contains("| 0.005 |          |"))
    #expect(text().line(with: "lambda=0.5, temperature=1").contains("| 0.094 |    0.188 |"))
  }

  @Test("controls that were not run for a variant are dashes")
  func controls() {
    let cells = text().line(with: "lambda=1, temperature=4").split(separator: "|")
      .map { $0.filter { $0 != " " } }
    #expect(cells.suffix(5) == ["–", "–", "–", "–", "unclear"])
    let chosen = text().line(with: "| ▶").split(separator: "|").map { $0.filter { $0 != " " } }
    #expect(chosen.suffix(5) == ["+0.4", "+0.2", "+0.4", "−0.2", "helps"])
  }

  @Test("a gain without an interval has the reason, others have none")
  func noInterval() {
    #expect(!text().contains("without an interval"))
    let one = text { report in
      for index in report.gains.indices {
        report.gains[index].comparison.gainLower = nil
        report.gains[index].comparison.gainUpper = nil
      }
    }
    #expect(
      one.contains("A gain without an interval: the test rows are one group or one row, or vary"))
  }

  @Test("of one variant nothing is exploratory")
  func single() {
    let one = text { $0.gains.removeAll { !$0.selected } }
    #expect(!one.contains("Holm)."))
  }

  @Test("a setting stands in the title of a pair, not in each of its variants")
  func setting() {
    let evidence = SampleReport.evidence([SampleReport.helping, SampleReport.uncredited]) {
      report in
      for index in report.gains.indices {
        report.gains[index].comparison.setting = "epochs=30"
        report.gains[index].comparison.variant = "epochs=30, " + report.gains[index].variant
      }
    }
    let text = VariantsSection(evidence).blocks.joined(separator: "\n\n")
    #expect(text.contains("### Variants of pixels → morphology, epochs=30"))
    #expect(text.components(of: "epochs=30") == 2)
  }
}
